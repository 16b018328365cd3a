import type { WebhookSettings } from '../../transport/webhookSettings';
import { switchesFor, type EventName } from '../events/eventKinds';
import { isSameAddress, isSameNode, isSamePlace } from './address';

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
export function areInPlace(wish: DesiredSettings, present: WebhookSettings): boolean {
	const { system, readStatus, retry } = settingsToSend(wish, present);
	return (
		isSameAddress(present.url, wish.url) &&
		present.system === system &&
		present.readStatus === readStatus &&
		present.retry === retry
	);
}

/**
 * The settings to put back one day: the first whose address is not one of this node's own, such as that of a test which
 * n8n could not end.
 *
 * @param candidates what is there now, then what earlier registrations remember
 * @param known where this node was registered before, perhaps under another public address of n8n
 */
export function formerSettings(
	{ url, isTest }: DesiredSettings,
	candidates: ReadonlyArray<WebhookSettings | undefined>,
	known: string | undefined,
): WebhookSettings | undefined {
	const isOwn = (address: string) =>
		isSamePlace(address, url) || (!isTest && (isSameNode(address, url) || isSamePlace(address, known ?? '')));
	return candidates.find((settings) => settings !== undefined && !isOwn(settings.url));
}
