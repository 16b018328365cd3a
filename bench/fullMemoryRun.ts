import { startSandbox } from '../sandbox/server';
import { TriggerHost } from '../test/support/triggerHost';
import { post, settingsOf } from '../test/support/triggerPosts';
import { answer, input } from './child';
import type { EventMemory } from './fullMemory';
import { tap } from './trigger';

/** Posts under way at once. */
const AT_ONCE = 20;

/** Posts so many events to the trigger in n8n's core, and answers with what it remembers of them. */
async function run({ count }: { count: number }): Promise<void> {
	const sandbox = await startSandbox();
	const { apiKey, from } = sandbox.provider.accounts.get();
	const host = await TriggerHost.start({ credential: { apiKey, from, baseUrl: sandbox.baseUrl } });
	await host.publish();
	const { url } = settingsOf(sandbox);
	let next = 0;
	const lane = async () => {
		while (next < count) await post(url, tap(`M${next++}`));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	const { seen, recent } = Object.values(host.stored)[0] as EventMemory;
	await host.close();
	await sandbox.close();
	answer({ seen, recent } satisfies EventMemory);
}

void run(input());
