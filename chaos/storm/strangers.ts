import { randomBytes } from 'node:crypto';
import { localHttp } from '../../host/localHttp';
import type { Payload } from '../../sandbox/payloads';
import { CRM } from '../evidence/evidence';
import { askedCustomer } from '../names';
import type { Forgery } from '../plan';
import { triggerAt } from '../workflows';
import { onPhone } from './customers';
import type { Scene } from './scene';

/** As long as 99digital waits. */
const TIMEOUT_MS = 5000;

/** Of how many of the last events one is posted once more. */
const LATEST = 100;

/** Posts an event once more that was taken before, as 99digital does when the answer gets lost. */
export async function repeat({ stage, workflows, repeats }: Scene, pick: number): Promise<void> {
	const taken = stage.sandbox.provider.webhooks.deliveries.last(LATEST, ({ state }) => state === 'delivered');
	const chosen = taken[pick % taken.length];
	const trigger = chosen && triggerAt(chosen.url, workflows.triggers);
	if (!chosen) return;
	const time = Date.now();
	const status = await post(chosen.url, chosen.payload);
	const event = String(chosen.payload.unique);
	repeats.push({ event, post: { to: trigger?.name ?? CRM, time, status } });
}

/** Posts what is not from 99digital, or was altered on its way; nothing while no trigger is published. */
export async function forge(scene: Scene, way: Forgery, pick: number): Promise<void> {
	const { stage, workflows, forgeries } = scene;
	const { url } = stage.account.webhook;
	if (!triggerAt(url, workflows.triggers)) return;
	const event = randomBytes(16).toString('hex').toUpperCase();
	const forged = forgeryOf(scene, way, pick, event);
	if (!forged) return;
	const { query, buttonId, from } = forged;
	const payload = { ...tap(event, from, stage.account.from), buttonId } as Payload;
	const address = new URL(url);
	if (query !== undefined) address.search = query;
	forgeries.push({ way, event, status: await post(address.href, payload) });
}

interface Forged {
	/** In place of the registered address's; left out if that is known. */
	query?: string;
	buttonId: string;
	from: string;
}

/** Undefined while nobody has been asked a question with buttons. */
function forgeryOf(scene: Scene, way: Forgery, pick: number, event: string): Forged | undefined {
	const numbers = [...scene.questions].filter(([, { style }]) => style === 'buttons').map(([number]) => number);
	const number = numbers[pick % numbers.length];
	const id = number === undefined ? undefined : onPhone(scene, number)?.buttons?.[0]?.id;
	if (number === undefined || id === undefined) return undefined;
	const from = askedCustomer(number);
	switch (way) {
		case 'wrongSecret':
			return { query: `secret=${event}`, buttonId: id, from };
		case 'noSecret':
			return { query: '', buttonId: id, from };
		case 'alteredChoice':
			return { buttonId: id.replace(/([?&]a=)0/, '$11'), from };
		case 'alteredSignature':
			return { buttonId: id.slice(0, -1) + (id.endsWith('0') ? '1' : '0'), from };
	}
}

const tap = (unique: string, from: string, to: string) => ({
	status: 'OK',
	hook: 'new',
	unique,
	from,
	to,
	senderName: 'Stranger',
	type: 'button',
	body: 'כן 👍',
	timestamp: String(Math.floor(Date.now() / 1000)),
});

async function post(url: string, payload: Payload): Promise<number | null> {
	try {
		const { status } = await localHttp.post(url, payload, { timeout: TIMEOUT_MS, validateStatus: () => true });
		return status;
	} catch {
		return null;
	}
}
