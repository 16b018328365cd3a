import { NodeOperationError, type IDataObject, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { inOrder } from '../events/outputs';
import { CREDENTIAL } from '../transport/post';
import { withSecret } from './address';
import { deriveSecret } from './secret';
import type { Wish } from './settings';

type Caller = IHookFunctions | IWebhookFunctions;

/** Whether the person enters the address at 99digital by hand. */
export function isManual(this: Caller): boolean {
	return this.getNodeParameter('registration') === 'manual';
}

/** The secret that the node's address carries in automatic registration. */
export async function ownSecret(this: Caller): Promise<string> {
	const { apiKey } = await this.getCredentials(CREDENTIAL);
	return deriveSecret(String(apiKey), String(this.getWorkflow().id), this.getNode().id);
}

/** The address of the node's webhook without a secret: the test address during a test, else the production address. */
export function ownUrl(this: IHookFunctions): string {
	const url = this.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new NodeOperationError(this.getNode(), 'n8n has no webhook address for this trigger');
}

/** What the node's parameters ask of the account. */
export async function wishOf(this: IHookFunctions): Promise<Wish> {
	const { retryDelivery = true } = this.getNodeParameter('options', {}) as IDataObject;
	const secret = await ownSecret.call(this);
	return {
		url: withSecret(ownUrl.call(this), secret),
		secret,
		events: inOrder(this.getNodeParameter('events', []) as string[]),
		retry: retryDelivery === true,
		isTest: this.getActivationMode() === 'manual',
	};
}
