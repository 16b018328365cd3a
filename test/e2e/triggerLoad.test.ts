import { setTimeout as delay } from 'node:timers/promises';

import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { allStarted, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { message, post } from '../support/triggerPosts';
import { testWorld } from '../support/n8n/world';

/** The one setting that the documentation advises for bursts. */
const world = testWorld({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });

const PER_SECOND = 10;
const DISTINCT = 700;
const REPEATS = 200;
const FORGED = 100;

const PATIENCE_MS = 120_000;

const tap = (index: number) => message(`M${index}`, { type: 'button', body: 'Yes', buttonId: `id-${index}` });

/** Of a moment ago up to the first one. */
const earlierThan = (index: number): number => Math.floor((index * ((index * 37) % 100)) / 100);

/** Every tap once, and among the others a repeat of an earlier one after each third, and a forgery after each seventh. */
function* traffic(): Generator<{ body: object; isForged: boolean }> {
	for (let index = 0; index < DISTINCT; index++) {
		yield { body: tap(index), isForged: false };
		if (index % 7 === 3 && index < FORGED * 7) yield { body: tap(DISTINCT + index), isForged: true };
		if (index % 3 === 2 && index < REPEATS * 3) yield { body: tap(earlierThan(index)), isForged: false };
	}
}

/** What is refused while the same event is being handled comes again. */
async function sendAsProvider(url: string, body: object): Promise<number> {
	const answer = async () => {
		const { status } = await post(url, body);
		return status === 503 ? undefined : status;
	};
	return await poll(answer, { what: 'an event to be taken', timeoutMs: PATIENCE_MS });
}

it('1,000 posts at 10 a second: 700 taps, 200 repeats, 100 forgeries', async () => {
	const { session, credential, sandbox } = world();
	const workflow = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const { url } = sandbox.provider.accounts.get().webhook;
	const forged = new URL(url);
	forged.searchParams.set('secret', 'x'.repeat(43));

	const began = Date.now();
	const answers: Array<Promise<{ isForged: boolean; status: number }>> = [];
	for (const { body, isForged } of traffic()) {
		await delay(began + (answers.length * 1000) / PER_SECOND - Date.now());
		const sent = sendAsProvider(isForged ? forged.href : url, body);
		answers.push(sent.then((status) => ({ isForged, status })));
	}
	const all = await Promise.all(answers);
	expect(all).toHaveLength(DISTINCT + REPEATS + FORGED);
	expect(all.filter(({ isForged, status }) => status !== (isForged ? 401 : 200))).toEqual([]);

	const started = await allStarted(session, workflow);
	const ids = started.map(({ items }) => items[0]?.json.answerId);
	expect(started).toHaveLength(DISTINCT);
	expect(new Set(ids)).toEqual(new Set(Array.from({ length: DISTINCT }, (_, index) => `id-${index}`)));
});
