import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../host/poll';
import { CUSTOMER } from './provider';
import { SleepingHost, type AskOptions, type Sleeper } from './sleepingHost';
import { useAccount } from './triggerAccount';
import type { TriggerHost } from './triggerHost';
import { post, settingsOf, type Answer } from './triggerPosts';

export const question = { to: '050-123-4567', message: 'מאשרים 20% הנחה? 🤔' };

/** An n8n with a trigger that is not published yet and with executions that ask, anew for each test of one file. */
export function useQuestions() {
	const account = useAccount();
	const { world } = account;
	let n8n: TriggerHost;
	let host: SleepingHost;

	beforeEach(async () => {
		n8n = await account.host({ events: ['message', 'button', 'list'] });
		host = new SleepingHost(() => n8n.url);
		n8n.elsewhere = (request, response) => void host.serve(request, response);
	});

	return {
		account,
		world,
		get n8n() {
			return n8n;
		},
		get host() {
			return host;
		},
		/** Asks the customer, and waits until the execution sleeps or ends. */
		ask: (parameters: IDataObject = {}, more: Partial<AskOptions> = {}): Promise<Sleeper> =>
			host.ask({ parameters: { ...question, ...parameters }, credential: world.credential, ...more }),
		phone: () => world.sandbox.provider.phone(CUSTOMER),
		/** What 99digital was asked to send. */
		sends: () => world.received.filter(({ operation }) => operation.startsWith('send')),
		/** Posts an event to the trigger, as 99digital does. */
		post: async (event: object): Promise<Answer> => await post(settingsOf(world.sandbox).url, event),
		/** Until the sandbox has brought its last event to the trigger. */
		delivered: async () =>
			await poll(
				() => {
					const [last] = world.sandbox.provider.webhooks.deliveries.last(1);
					return last && last.attempts.length > 0 ? last : undefined;
				},
				{ what: 'the delivery' },
			),
	};
}

/** What an execution has put out, with the position of the output. */
export const only = ({ outputs }: Sleeper) =>
	outputs.flatMap((items, output) => items.map(({ json }) => ({ output, json })));

/** Parameters of a question with buttons of one's own. */
export const buttons = (...texts: string[]) => ({
	responseType: 'buttons',
	buttons: { button: texts.map((text) => ({ text, id: '' })) },
});
