import { postToWebhook } from '../host/editor/webhook';
import { createAndPublish, unpublishWorkflow } from '../host/editor/workflows';
import { credentialData, type World } from '../host/world';
import { flow } from '../test/support/n8n/flow';
import { numberOf, prepareAccount, watchRequests, type Seen } from './account';
import type { BareLoopInput } from './bareLoop';
import { inChild } from './child';
import { measureUsage, type Usage } from './processUsage';
import type { MessageScenario } from './scenarios';
import { actionOf, nothing } from './senders';

/** What a measurement of messages found; the processor time is that of the sending alone. */
export type MessageResult = Seen & Usage;

/** The node's own preset. */
const LANES = 50;

/** Sends the messages of a scenario. */
export async function measureMessages(world: World, scenario: MessageScenario): Promise<MessageResult> {
	const { sandbox } = world;
	const { count, sender } = scenario;
	prepareAccount(sandbox, count, scenario);
	const seen = watchRequests(sandbox, count, scenario);
	if (sender === 'bareLoop') {
		const { apiKey, from } = sandbox.provider.accounts.get();
		const url = `${sandbox.baseUrl}/sendButtons`;
		const input: BareLoopInput = { url, count, lanes: LANES, credential: { apiKey, from } };
		const usage = await inChild<Usage>('bareLoop', input);
		return { ...usage, ...seen() };
	}
	const idle = await idleCpuMs(world, count);
	const usage = await runFlow(
		world,
		actionOf(sender, world.credential, String(credentialData(sandbox).baseUrl)),
		count,
	);
	return { ...usage, cpuMs: Math.max(0, usage.cpuMs - idle), ...seen() };
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
