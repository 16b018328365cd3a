import type { IHookFunctions } from 'n8n-workflow';

import { handOverQuestions } from '../../../nodes/NinetyNineDigital/sendAndWait/handOver';
import type { Registration } from '../../../nodes/NinetyNineDigital/trigger/registration/registration';

const TRIGGER = 'https://n8n.example.com/webhook/1234/webhook';

/** Unpublishes a trigger that answers nobody and gives the requests that this takes. */
async function requestsOf(registration: Registration): Promise<string[]> {
	const requests: string[] = [];
	const parameters: Record<string, unknown> = { options: {}, events: [] };
	const context = {
		getNodeParameter: (name: string) => parameters[name],
		getCredentials: () => Promise.resolve({ apiKey: 'key', from: '972501234567' }),
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: 'node', name: '99digital Trigger' }),
		getNodeWebhookUrl: () => TRIGGER,
		getActivationMode: () => 'update',
		helpers: {
			httpRequest: ({ url, body }: { url: string; body: object }) => {
				requests.push(`${new URL(url).pathname} ${JSON.stringify(body)}`);
				return Promise.resolve({ statusCode: 404, body: '' });
			},
		},
	} as unknown as IHookFunctions;
	await handOverQuestions(context, {}, registration);
	return requests;
}

it('asks a trigger that is being unpublished for its questions, but no test, which would take the post for its event', async () => {
	const registration = { id: '1', since: 0 };
	expect(await requestsOf({ ...registration, isTest: true })).toEqual([]);
	expect(await requestsOf(registration)).toEqual([expect.stringContaining('"leaving":true')]);
});
