import type { WebhookSettings } from '../../transport/webhookSettings';

/** What the node remembers of its registration with the account. */
export interface Registration {
	/** Another for each time that the node registers. */
	readonly id: string;
	/** When it was made, in milliseconds since 1970. */
	readonly since: number;
	/** The registered address without its query; missing in manual registration. */
	readonly address?: string;
	/** The fingerprint of the secret in the registered address. */
	readonly secret?: string;
	/** Set while the node only listens for a test. */
	readonly isTest?: boolean;
	/** What the account had before, the latest first; missing in manual registration. */
	readonly chain?: FormerChain;
	/** Where version 0.1 kept what the account had before. */
	readonly former?: WebhookSettings;
}

/**
 * The settings that the account had before, the latest first: any number of other 99digital Triggers, then one address
 * of somebody else, or an empty one for none. That last one is missing if it is not known.
 */
export type FormerChain = readonly WebhookSettings[];

/** The part of the node's memory in which its registration stands. */
export interface RegistrationMemory {
	registration?: Registration;
}

/**
 * By what a process keeps what it knows of the trigger's posts. It stays the same when the trigger is published again:
 * otherwise an event that comes before and once more afterwards would start two runs. Each test begins anew, so that a post
 * can be tried twice.
 */
export const triggerOf = ({ id, address, isTest }: Pick<Registration, 'id' | 'address' | 'isTest'>): string =>
	isTest ? id : (address ?? id);

/** What the account had before a registration, the latest first; empty if it is not known. */
export const chainOf = (registration: Registration | undefined): FormerChain =>
	registration?.chain ?? (registration?.former ? [registration.former] : []);

/**
 * The registrations of this process by address: a cache for the moments in which n8n's stored data cannot know. A post
 * may come before n8n has saved a registration, and then save its own older copy over it; and what a test has remembered
 * is never saved, though the workflow may be published or unpublished while the test is listening.
 */
export const registrationsByAddress = new Map<string, Registration>();

/** The newer of what is stored for the node and what this process knows of the address. */
export function registrationAt(address: string, stored: Registration | undefined): Registration | undefined {
	const current = registrationsByAddress.get(address);
	return current && current.since > (stored?.since ?? 0) ? current : stored;
}

/** Longer than n8n takes to publish or unpublish a workflow while 99digital does not respond. */
const CHANGING_MS = 2 * 60_000;

const HOUR_MS = 60 * 60_000;

/** When, in milliseconds since 1970, a post first found an address without its registration: a cache of this process. */
const unregisteredSince = new Map<string, number>();

/**
 * Whether the trigger of an address is just being published or unpublished: n8n lets posts in before the trigger has
 * registered, when it does not know yet whom else the event is for. One that goes on without its registration has lost it.
 *
 * @param registration as it is known when a post comes
 * @param now in milliseconds since 1970
 */
export function isChanging(address: string, registration: Registration | undefined, now: number): boolean {
	const since = unregisteredSince.get(address) ?? 0;
	if (registration) unregisteredSince.delete(address);
	else if (now - since > HOUR_MS) unregisteredSince.set(address, now);
	return !registration && (now - since < CHANGING_MS || now - since > HOUR_MS);
}
