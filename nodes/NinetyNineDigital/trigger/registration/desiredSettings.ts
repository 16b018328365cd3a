import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { CREDENTIAL, type CredentialContext } from '../../transport/post';
import type { WebhookSettings } from '../../transport/webhookSettings';
import { inOrder } from '../events/eventOutputs';
import { chosenStatuses, switchesFor, type Wanted } from '../events/statuses';
import { isSameAddress, withSecret } from './address';
import { deriveSecret } from './secret';

/** What this registration asks of the account. */
export interface DesiredSettings extends Wanted {
	/** The address to register, with its secret. */
	readonly url: string;
	/** The secret in that address. */
	readonly secret: string;
	/** Whether 99digital is to try again what could not be delivered. */
	readonly retry: boolean;
	/** A test registers for a moment, and may take the place of the same node's production address. */
	readonly isTest: boolean;
}

/** What is needed of n8n, when an address is registered and when a post comes, to know how the node is registered. */
export interface ModeContext {
	getNodeParameter(name: string): unknown;
}

/** What is needed of n8n to make the secret of the node's address. */
export type SecretContext = CredentialContext & Pick<IHookFunctions, 'getNode' | 'getWorkflow'>;

type UrlContext = Pick<IHookFunctions, 'getNode' | 'getNodeWebhookUrl'>;

/** What is needed of n8n to know what the node asks of the account. */
export type DesiredContext = SecretContext &
	UrlContext &
	Pick<IHookFunctions, 'getActivationMode' | 'getNodeParameter'>;

/** Whether the person enters the address at 99digital by hand. */
export function isManual(context: ModeContext): boolean {
	return context.getNodeParameter('registration') === 'manual';
}

/**
 * The secret that the node's address carries in automatic registration.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function ownSecret(context: SecretContext): Promise<string> {
	const { apiKey } = await context.getCredentials(CREDENTIAL);
	return deriveSecret(String(apiKey), String(context.getWorkflow().id), context.getNode().id);
}

/**
 * The address of the node's webhook without a secret: the test address during a test, else the production address.
 *
 * @throws NodeOperationError if n8n has none
 */
export function ownUrl(context: UrlContext): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new NodeOperationError(context.getNode(), 'n8n has no webhook address for this trigger');
}

/**
 * What the node's parameters ask of the account.
 *
 * @throws NodeOperationError if the node has no credential, or n8n no address for it
 */
export async function desiredSettingsOf(context: DesiredContext): Promise<DesiredSettings> {
	const { retryDelivery = true, statuses } = context.getNodeParameter('options', {}) as IDataObject;
	const secret = await ownSecret(context);
	return {
		url: withSecret(ownUrl(context), secret),
		secret,
		events: inOrder(context.getNodeParameter('events', []) as string[]),
		statuses: chosenStatuses(statuses),
		retry: retryDelivery === true,
		isTest: context.getActivationMode() === 'manual',
	};
}

/** The settings to send. Switches that somebody else has turned on stay on: they may be needed at the former address. */
export function settingsToSend(desired: DesiredSettings, present: WebhookSettings): WebhookSettings {
	const needed = Object.fromEntries(switchesFor(desired).map((name) => [name, true]));
	return { ...present, ...needed, url: desired.url, retry: desired.retry };
}

/** Whether nothing has to be changed. */
export function areInPlace(desired: DesiredSettings, present: WebhookSettings): boolean {
	const { system, readStatus, retry } = settingsToSend(desired, present);
	return (
		isSameAddress(present.url, desired.url) &&
		present.system === system &&
		present.readStatus === readStatus &&
		present.retry === retry
	);
}
