import { EventEmitter, once } from 'node:events';

import type { N8n } from '../../../host/n8n';
import { poll } from '../../../host/poll';
import { WatchedProcess } from '../../../chaos/stage/watchedProcess';

/** As much of an n8n as is watched. */
class FakeN8n extends EventEmitter {
	pid: number | undefined = 1;
	starts = 0;
	/** How many of the next starts fail. */
	failures = 0;

	async start(): Promise<void> {
		this.starts++;
		if (this.failures-- > 0) throw new Error('No database');
		this.pid = 1;
	}

	async kill(): Promise<void> {
		this.pid = undefined;
		this.emit('exit');
	}

	async stop(): Promise<void> {
		await this.kill();
	}

	async ended(): Promise<void> {
		if (this.pid !== undefined) await once(this, 'exit');
	}
}

let n8n: FakeN8n;
let watched: WatchedProcess;

beforeEach(() => {
	n8n = new FakeN8n();
	watched = new WatchedProcess('n8n', 'main', n8n as unknown as N8n);
});

afterEach(() => watched.release());

it.each(['kill', 'restart'] as const)('runs again after %s, started once', async (end) => {
	await watched[end](0);
	await watched.up();
	expect(n8n).toMatchObject({ pid: 1, starts: 1 });
	expect(watched.endedByItself).toBe(0);
});

it('runs again when it has ended by itself, which is counted, also where the first starts fail', async () => {
	n8n.failures = 1;
	await n8n.kill();
	await poll(() => (n8n.starts === 2 && n8n.pid !== undefined) || undefined, { what: 'the second start' });
	expect(watched.endedByItself).toBe(1);
});

it('is left alone once it is released', async () => {
	watched.release();
	await n8n.kill();
	await watched.up();
	expect(n8n.starts).toBe(0);
});
