import { NodeOperationError, type IDataObject, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../transport/post';
import { inOrder } from '../events/eventOutputs';
import { withSecret } from './address';
import { deriveSecret } from './secret';
import type { DesiredSettings } from './settings';

type Caller = IHookFunctions | IWebhookFunctions;

/** Whether the person enters the address at 99digital by hand. */
export function isManual(context: Pick<Caller, 'getNodeParameter'>): boolean {
	return context.getNodeParameter('registration') === 'manual';
}

/** The secret that the node's address carries in automatic registration. */
export async function ownSecret(context: Caller): Promise<string> {
	const { apiKey } = await context.getCredentials(CREDENTIAL);
	return deriveSecret(String(apiKey), String(context.getWorkflow().id), context.getNode().id);
}

/** The address of the node's webhook without a secret: the test address during a test, else the production address. */
export function ownUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new NodeOperationError(context.getNode(), 'n8n has no webhook address for this trigger');
}

/** What the node's parameters ask of the account. */
export async function desiredSettingsOf(context: IHookFunctions): Promise<DesiredSettings> {
	const { retryDelivery = true } = context.getNodeParameter('options', {}) as IDataObject;
	const secret = await ownSecret(context);
	return {
		url: withSecret(ownUrl(context), secret),
		secret,
		events: inOrder(context.getNodeParameter('events', []) as string[]),
		retry: retryDelivery === true,
		isTest: context.getActivationMode() === 'manual',
	};
}
