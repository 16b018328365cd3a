import type { WebhookSettings } from '../../transport/webhookSettings';
import { switchesFor, type EventName } from '../events/eventKinds';
import { isSameAddress } from './address';

/** What this registration asks of the account. */
export interface DesiredSettings {
	/** The address to register, with its secret. */
	readonly url: string;
	/** The secret in that address. */
	readonly secret: string;
	readonly events: readonly EventName[];
	/** Whether 99digital is to try again what could not be delivered. */
	readonly retry: boolean;
	/** A test registers for a moment, and may take the place of the same node's production address. */
	readonly isTest: boolean;
}

/** The settings to send. Switches that somebody else has turned on stay on: they may be needed at the former address. */
export function settingsToSend({ url, events, retry }: DesiredSettings, present: WebhookSettings): WebhookSettings {
	const needed = Object.fromEntries(switchesFor(events).map((name) => [name, true]));
	return { ...present, ...needed, url, retry };
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
