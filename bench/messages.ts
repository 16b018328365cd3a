import { saveCredential } from '../host/editor/credentials';
import type { Credential } from '../host/editor/types';
import { postToWebhook } from '../host/editor/webhook';
import { createAndPublish, unpublishWorkflow } from '../host/editor/workflows';
import { credentialData, type World } from '../host/world';
import { flow } from '../test/support/n8n/flow';
import { numberOf, prepareAccount, watchRequests, type Seen } from './account';
import type { BareLoopInput } from './bareLoop';
import { inChild } from './child';
import type { Network } from './network';
import { measureUsage, type Usage } from './processUsage';
import type { MessageScenario } from './scenarios';
import { actionOf, isBareLoop, nothing, type BareLoop } from './senders';

/** What a measurement of messages found; the processor time is that of the sending alone. */
export type MessageResult = Seen & Usage;

/** The node's own preset. */
const LANES = 50;

/** Sends the messages of a scenario. */
export async function measureMessages(
	world: World,
	network: Network,
	scenario: MessageScenario,
): Promise<MessageResult> {
	const { sandbox } = world;
	const { count, sender, atOnce, roundTrip } = scenario;
	const credential = await credentialFor(world, network, roundTrip);
	// Before the account is ready: what n8n spends on no sending at all.
	const idle = isBareLoop(sender) ? 0 : await idleCpuMs(world, count);
	prepareAccount(sandbox, count, scenario);
	const seen = watchRequests(sandbox, count, scenario);
	const usage = isBareLoop(sender)
		? await runLoop(world, network, { ...scenario, sender })
		: await runFlow(world, actionOf({ sender, atOnce, ...credential }), count);
	return { ...usage, cpuMs: Math.max(0, usage.cpuMs - idle), ...seen() };
}

/** Where the account is reached, and the credential that says so. */
async function credentialFor(
	{ sandbox, session, credential }: World,
	network: Network,
	roundTrip: number,
): Promise<{ credential: Credential; baseUrl: string }> {
	const baseUrl = addressOf(sandbox.baseUrl, network, roundTrip);
	if (roundTrip === 0) return { credential, baseUrl };
	const name = `99digital over ${roundTrip} ms`;
	const data = { ...credentialData(sandbox), baseUrl };
	return { credential: await saveCredential(session, { name, type: credential.type, data }), baseUrl };
}

const addressOf = (baseUrl: string, network: Network, roundTrip: number): string =>
	roundTrip === 0 ? baseUrl : `${network.originAt(roundTrip)}${new URL(baseUrl).pathname}`;

async function runLoop(
	{ sandbox }: World,
	network: Network,
	{ sender, count, roundTrip }: MessageScenario & { sender: BareLoop },
): Promise<Usage> {
	const { apiKey, from } = sandbox.provider.accounts.get();
	const input: BareLoopInput = {
		url: `${addressOf(sandbox.baseUrl, network, roundTrip)}/sendButtons`,
		count,
		lanes: LANES,
		keepsConnections: sender === 'bareLoop',
		ca: network.ca,
		credential: { apiKey, from },
	};
	return await inChild<Usage>('bareLoop', input);
}

const idleByCount = new Map<number, number>();

/** What n8n spends on a workflow that does nothing with so many items. */
async function idleCpuMs(world: World, count: number): Promise<number> {
	const known = idleByCount.get(count);
	if (known !== undefined) return known;
	// The first run also compiles what all later ones use.
	await runFlow(world, nothing, count);
	const { cpuMs } = await runFlow(world, nothing, count);
	idleByCount.set(count, cpuMs);
	return cpuMs;
}

async function runFlow({ n8n, session }: World, action: Parameters<typeof flow>[0], count: number): Promise<Usage> {
	const file = flow(action);
	// Storing what has been sent costs every sender the same.
	const unsaved = { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' };
	const workflow = await createAndPublish(session, { ...file, settings: { ...file.settings, ...unsaved } });
	const items = Array.from({ length: count }, (_, index) => ({ to: numberOf(index), body: `שלום 👋 ${index}` }));
	const { cpuMs, peakMb } = await measureUsage(n8n.pid!, async () => await postToWebhook(n8n.url, workflow, { items }));
	await unpublishWorkflow(session, workflow);
	return { cpuMs, peakMb };
}
