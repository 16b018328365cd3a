import type { WebhookSettings } from '../../transport/webhookSettings';

/** What the node remembers of its registration with the account. */
export interface Registration {
	/** Another for each time that the node registers. */
	readonly id: string;
	/** When it was made or last changed, in milliseconds since 1970. */
	readonly since: number;
	/** The registered address without its query; missing in manual registration. */
	readonly address?: string;
	/** The fingerprint of the secret in the registered address. */
	readonly secret?: string;
	/** The settings that were there before; missing if they are not known. */
	readonly former?: WebhookSettings;
}

/** The part of the node's memory in which its registration stands. */
export interface RegistrationMemory {
	registration?: Registration;
}

/**
 * The registrations of this process by address, for the moments in which n8n's stored data cannot know: a post may come
 * before n8n has saved a registration, and then save its own older copy over it; and what a test has remembered is never
 * saved, though the workflow may be published or unpublished while the test is listening.
 */
export const registrationsByAddress = new Map<string, Registration>();

/** The newer of what is stored for the node and what this process knows of the address. */
export function registrationAt(address: string, stored: Registration | undefined): Registration | undefined {
	const current = registrationsByAddress.get(address);
	return current && current.since > (stored?.since ?? 0) ? current : stored;
}
