import type { IDataObject } from 'n8n-workflow';

import type { SandboxOptions } from '../../sandbox/server';
import { useProvider } from './provider';
import { TriggerHost } from './triggerHost';
import { settingsOf } from './triggerPosts';

/** What an account has that already serves a CRM. */
export const CRM = { url: 'https://crm.example.com/hook?token=crm', system: false, readStatus: false, retry: false };

/** An account of the sandbox and the triggers that register with it, which end with each test, for one file. */
export function useAccount(options: SandboxOptions = {}) {
	const world = useProvider(options);
	const hosts: TriggerHost[] = [];

	afterEach(async () => {
		await Promise.all(hosts.splice(0).map(async (host) => await host.close()));
	});

	const settings = () => settingsOf(world.sandbox);

	async function host(parameters: IDataObject = {}, webhookId?: string): Promise<TriggerHost> {
		const started = await TriggerHost.start({ credential: world.credential, parameters, webhookId });
		hosts.push(started);
		return started;
	}

	return {
		world,
		/** The webhook settings of the account. */
		settings,
		registerCrm(more: object = {}): void {
			Object.assign(settings(), CRM, more);
		},
		/** An n8n with a trigger that is not published yet. */
		host,
		/** An n8n with a published trigger. */
		async published(parameters?: IDataObject, webhookId?: string): Promise<TriggerHost> {
			const started = await host(parameters, webhookId);
			await started.publish();
			return started;
		},
	};
}
