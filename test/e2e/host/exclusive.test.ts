import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { exclusively } from '../../../host/exclusive';

let folder: string;
let file: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'exclusive-'));
	file = join(folder, 'work.lock');
});
afterEach(() => rm(folder, { recursive: true }));

const fail = (pid: number): never => {
	throw new Error(`waited for ${pid}`);
};

describe('work that only one process may do', () => {
	it('is done, and nothing is left', async () => {
		expect(await exclusively(file, { onWait: fail }, async () => existsSync(file))).toBe(true);
		expect(existsSync(file)).toBe(false);
	});

	it('leaves nothing when it fails', async () => {
		await expect(exclusively(file, { onWait: fail }, () => Promise.reject(new Error('broken')))).rejects.toThrow(
			'broken',
		);
		expect(existsSync(file)).toBe(false);
	});

	it('is never done twice at once, and each one that waits is told of it once', async () => {
		let atIt = 0;
		const waits: number[] = [];
		let release = () => {};
		const bothWait = new Promise<void>((resolve) => (release = resolve));
		const work = async () => {
			expect(++atIt).toBe(1);
			await bothWait;
			atIt--;
		};
		const onWait = (pid: number) => {
			if (waits.push(pid) === 2) release();
		};
		await Promise.all([1, 2, 3].map(() => exclusively(file, { onWait }, work)));
		expect(waits).toEqual([process.pid, process.pid]);
	});

	it('does not wait for a process that is gone', async () => {
		const { pid } = spawnSync(process.execPath, ['--version']);
		await writeFile(file, String(pid));
		expect(await exclusively(file, { onWait: fail }, async () => 'done')).toBe('done');
	});

	it('stops waiting on demand', async () => {
		await writeFile(file, String(process.pid));
		const stop = new AbortController();
		const waiting = exclusively(file, { onWait: () => stop.abort(), signal: stop.signal }, async () => 'done');
		await expect(waiting).rejects.toThrow('aborted');
	});
});
