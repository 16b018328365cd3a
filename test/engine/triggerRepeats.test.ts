import type { IDataObject } from 'n8n-workflow';

import { keysIn, type SeenEvents } from '../../nodes/NinetyNineDigital/trigger/seenEvents';
import { poll } from '../../host/poll';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

const { world, settings, published } = useAccount();

let n8n: TriggerHost;
let url: string;

async function publish(parameters: IDataObject = {}): Promise<void> {
	n8n = await published(parameters);
	({ url } = settings());
}

/** The runs by the ids of their messages. */
const started = () => n8n.runs.map((run) => run.flat()[0]!.json.messageId);

/** Lets posts pile up in front of their runs. */
function holdRuns(): { waiting: () => number; release: () => void } {
	let release = () => {};
	let count = 0;
	const released = new Promise<void>((resolve) => (release = resolve));
	n8n.startRun = async () => {
		count++;
		await released;
	};
	return { waiting: () => count, release };
}

describe('a repeat', () => {
	it('starts nothing and is answered 200', async () => {
		await publish();
		await post(url, message('M1'));
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(started()).toEqual(['M1']);
	});

	it('is known after a restart', async () => {
		await publish();
		await post(url, message('M1'));
		await n8n.close();
		const { stored } = n8n;
		await jest.isolateModulesAsync(async () => {
			const restarted = await import('../support/triggerHost');
			n8n = await restarted.TriggerHost.start({ credential: world.credential });
		});
		n8n.stored = stored;
		try {
			await post(`${n8n.url}${new URL(url).pathname}${new URL(url).search}`, message('M1'));
			expect(n8n.runs).toEqual([]);
		} finally {
			await n8n.close();
		}
	});

	it('may be posted to each test in the editor, for one who tries a workflow out', async () => {
		await publish();
		for (let tests = 0; tests < 2; tests++) {
			await n8n.listen();
			await post(settings().url, message('M1'));
			await n8n.stopListening();
		}
		expect(n8n.testRuns).toHaveLength(2);
	});

	it('is not a later acknowledgement of the same message', async () => {
		await publish({ events: ['status'] });
		for (const ack of [1, 2, 3, 2]) await post(url, { hook: 'update', unique: 'M1', ack });
		expect(n8n.runs.map((run) => run.flat()[0]!.json.status)).toEqual(['sent', 'delivered', 'read']);
	});

	it('starts the workflow again if that is wanted', async () => {
		await publish({ options: { ignoreRepeats: false } });
		await post(url, message('M1'));
		await post(url, message('M1'));
		expect(started()).toEqual(['M1', 'M1']);
	});

	it('is to come again while nobody knows whether the first one starts a run', async () => {
		await publish();
		const hold = holdRuns();
		let count = 0;
		const refused = () => count;
		const posts = Promise.all(
			Array.from({ length: 10 }, async () => {
				const response = await post(url, message('M1'));
				if (response.status === 503) count++;
				return response;
			}),
		);
		await poll(() => hold.waiting() || undefined, { what: 'the first run' });
		await poll(() => (refused() === 9 ? true : undefined), { what: 'nine repeats' });
		hold.release();
		expect((await posts).map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(503)]);
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(started()).toEqual(['M1']);
	});

	it('is none if n8n could not start the run', async () => {
		await publish();
		n8n.startRun = async () => await Promise.reject(new Error('no database'));
		expect(await post(url, message('M1'))).toMatchObject({ status: 500 });
		n8n.startRun = async () => {};
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(started()).toEqual(['M1']);
	});
});

describe('posts at the same moment', () => {
	it('do not wipe each other out of the stored memory', async () => {
		await publish();
		const hold = holdRuns();
		const names = ['M1', 'M2', 'M3', 'M4', 'M5'];
		const posts = Promise.all(names.map(async (name) => await post(url, message(name))));
		await poll(() => (hold.waiting() === names.length ? true : undefined), { what: 'five posts' });
		hold.release();
		await posts;
		await post(url, message('M6'));
		for (const name of names) await post(url, message(name));
		expect([...keysIn(n8n.stored['node:99digital Trigger'] as SeenEvents)]).toHaveLength(6);
		expect(started().sort()).toEqual([...names, 'M6']);
	});

	it('do not wipe out a registration that n8n has not saved yet', async () => {
		await publish();
		n8n.stored = {};
		await post(url, message('M1'));
		expect(n8n.stored['node:99digital Trigger']).toHaveProperty('registration.address');
	});
});

it('a lost delivery comes again by the ladder of the provider, and starts one run', async () => {
	await publish();
	const { provider } = world.sandbox;
	n8n.startRun = async () => await Promise.reject(new Error('no database'));
	provider.phone('972501234567').write('hello?');
	const attempts = () => provider.webhooks.deliveries.last(1)[0]!.attempts;
	await poll(() => (attempts().length === 2 ? true : undefined), { what: 'two tries' });
	n8n.startRun = async () => {};
	provider.clock.advance(5 * 60 * 1000);
	await poll(() => n8n.runs[0], { what: 'the run' });
	expect(attempts().map(({ status }) => status)).toEqual([500, 500, 200]);
	expect(n8n.runs).toHaveLength(1);
});
