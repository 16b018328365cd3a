import { startSandbox } from '../sandbox/server';
import { onceEach, prepareAccount } from './account';
import { inChild } from './child';

/** Messages to other customers, before those that count. */
const WARM_UP = 200;

/** *On Error* of the node: whether all items are checked before the first one is sent. */
export type OnError = (typeof onErrors)[number];

export const onErrors = ['continueRegularOutput', 'stopWorkflow'] as const;

/** What n8n's engine is given. */
export interface EngineInput {
	count: number;
	onError: OnError;
	warmUp: number;
	credential: { apiKey: string; from: string; baseUrl: string };
}

/** What it used. */
export interface EngineUsage {
	seconds: number;
	cpuMs: number;
	/** The most that the process held, and what it held before it began. */
	peakMb: number;
	idleMb: number;
}

/** And how many customers got their message, and got it once. */
export type EngineResult = EngineUsage & { once: number };

/** Sends so many messages in one execution of n8n's engine, in a process of its own without the rest of n8n. */
export async function measureEngine(count: number, onError: OnError): Promise<EngineResult> {
	const sandbox = await startSandbox();
	try {
		prepareAccount(sandbox, count + WARM_UP, { latency: 0, perSecond: 0, roundTrip: 0 });
		const { apiKey, from } = sandbox.provider.accounts.get();
		const credential = { apiKey, from, baseUrl: sandbox.baseUrl };
		const input: EngineInput = { count, onError, warmUp: WARM_UP, credential };
		return { ...(await inChild<EngineUsage>('engineRun', input)), once: onceEach(sandbox, count) };
	} finally {
		await sandbox.close();
	}
}
