import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { localHttp } from './localHttp';
import { n8nEnvironment } from './environment';
import { poll } from './poll';
import { freePort } from './ports';
import { killGroup, spawnGroup } from './processGroup';
import { inProject } from './project';
import type { Host } from './provision';
import { SetupError } from './setupError';

export interface N8nOptions {
	host: Host;
	/** n8n keeps all it knows here; an n8n on a folder used before carries on where that one ended. */
	userFolder: string;
	/** Where it answers: n8n itself, a webhook process, or the health check of a worker. */
	port: number;
	/** Which of n8n's processes it is; the main one when left out, which does everything unless it has the others. */
	role?: Role;
	/** Further environment, above our own. */
	environment?: Readonly<Record<string, string>>;
	signal?: AbortSignal;
}

export type Role = 'main' | 'worker' | 'webhook';

const COMMANDS: Readonly<Record<Role, string>> = { main: 'start', worker: 'worker', webhook: 'webhook' };

/** n8n answers before its database and its nodes are ready. */
const READY = '/healthz/readiness';
const READY_PATHS: Readonly<Record<Role, readonly string[]>> = {
	main: [READY, '/rest/settings'],
	worker: [READY],
	webhook: [READY],
};

const START_TIMEOUT_MS = 300_000;
const STOP_GRACE_MS = 15_000;
const TAIL_LINES = 15;

/** An n8n in a process of its own, with the task runners it starts. */
export class N8n {
	/** `http://localhost:PORT`, as n8n itself writes its addresses. */
	readonly url: string;
	/** What n8n prints goes to this file, over restarts. */
	readonly logFile: string;
	private child?: ChildProcess;

	private constructor(private readonly options: N8nOptions) {
		this.url = `http://localhost:${options.port}`;
		this.logFile = join(options.userFolder, 'n8n.log');
	}

	/** Starts n8n and waits until it answers. */
	static async start(options: N8nOptions): Promise<N8n> {
		const n8n = new N8n(options);
		await n8n.start();
		return n8n;
	}

	/** Starts it again on the same folder and port, after `stop` or `kill`. */
	async start(): Promise<void> {
		const { host, userFolder, port, role = 'main', environment } = this.options;
		mkdirSync(userFolder, { recursive: true });
		const brokerPort = await freePort();
		const log = openSync(this.logFile, 'a');
		const args = ['--require', inProject('host', 'stopWithParent.cjs'), host.n8n, COMMANDS[role]];
		this.child = spawnGroup(host.node, args, {
			cwd: userFolder,
			env: { ...n8nEnvironment({ host, userFolder, port, brokerPort }), ...environment },
			stdio: ['pipe', log, log],
		});
		closeSync(log);
		await this.untilReady();
	}

	/** Lets n8n end in its own way, and by force when that takes too long. */
	async stop(): Promise<void> {
		const child = this.running();
		if (!child) return;
		const forced = setTimeout(() => killGroup(child), STOP_GRACE_MS);
		child.kill('SIGTERM');
		await once(child, 'exit');
		clearTimeout(forced);
		killGroup(child);
	}

	/** Ends n8n and its task runners like a power cut. */
	async kill(): Promise<void> {
		const child = this.running();
		if (!child) return;
		killGroup(child);
		await once(child, 'exit');
	}

	/** Waits until n8n ends, for whatever reason. */
	async ended(): Promise<void> {
		const child = this.running();
		if (child) await once(child, 'exit');
	}

	/** The id of its process, while it runs. */
	get pid(): number | undefined {
		return this.running()?.pid;
	}

	/** All that n8n has printed since its folder was made. */
	log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	private running(): ChildProcess | undefined {
		const { child } = this;
		return child && child.exitCode === null && child.signalCode === null ? child : undefined;
	}

	private async untilReady(): Promise<void> {
		const { signal } = this.options;
		try {
			await poll(async () => this.ready(), { what: 'the start of n8n', timeoutMs: START_TIMEOUT_MS, signal });
		} catch (error) {
			await this.kill();
			throw error;
		}
	}

	/** Undefined as long as it is not. */
	private async ready(): Promise<true | undefined> {
		if (!this.running()) throw new SetupError(`n8n did not start:\n${this.tail()}`);
		const answers = await Promise.allSettled(
			READY_PATHS[this.options.role ?? 'main'].map((path) => localHttp.get(`${this.url}${path}`)),
		);
		return answers.every(({ status }) => status === 'fulfilled') || undefined;
	}

	private tail(): string {
		return this.log().trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
	}
}
