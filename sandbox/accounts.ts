import { Customers, type Exchange } from './customers';
import { Impossible } from './impossible';

/** What getProfile tells about an account, under the provider's names. */
export interface Profile {
	displayName: string;
	address: string;
	description: string;
	email: string;
	/** The line of business, 1 to 17. */
	type: number;
	website: string;
	about: string;
	conversations: number;
	dailyLimit: number;
	profilePic: string;
	isVerifiedBusiness: 0 | 1;
}

export interface AccountSettings {
	apiKey: string;
	/** The account's own number in international digits. */
	from: string;
	profile?: Partial<Profile>;
}

/** What setWebhook sets: where webhooks go, and which. */
export interface WebhookRegistration {
	url: string;
	system: boolean;
	systemPhoneAlert: string;
	readStatus: boolean;
	retry: boolean;
}

export const defaultAccount = { apiKey: 'sandbox-key', from: '972771234567' } as const satisfies AccountSettings;

const defaultProfile: Profile = {
	displayName: 'Sandbox Shop',
	address: 'Herzl 1, Tel Aviv',
	description: 'A shop that exists only on this machine',
	email: 'shop@example.com',
	type: 13,
	website: 'https://www.example.com',
	about: 'Open all day',
	conversations: 0,
	dailyLimit: 1000,
	profilePic: '',
	isVerifiedBusiness: 1,
};

/** One WhatsApp account: its key, its profile, where its webhooks go, and its customers. */
export class Account {
	readonly apiKey: string;
	readonly from: string;
	readonly profile: Profile;
	readonly customers = new Customers();
	webhook: WebhookRegistration = { url: '', system: false, systemPhoneAlert: '', readStatus: false, retry: false };

	constructor({ apiKey, from, profile }: AccountSettings) {
		this.apiKey = apiKey;
		this.from = from;
		this.profile = { ...defaultProfile, ...profile };
	}
}

/** A message that an account sent, and whom it went to. */
export type SentMessage = Exchange & { account: Account };

/** The accounts of one provider. */
export class Accounts {
	readonly all: readonly Account[];

	constructor(settings: readonly AccountSettings[]) {
		this.all = settings.map((one) => new Account(one));
	}

	keys(): string[] {
		return this.all.map(({ apiKey }) => apiKey);
	}

	find(from: string): Account | undefined {
		return this.all.find((account) => account.from === from);
	}

	/**
	 * @param from the account's number; the first account when left out
	 * @throws Impossible when there is none
	 */
	get(from?: string): Account {
		const account = from === undefined ? this.all[0] : this.find(from);
		if (!account) throw new Impossible(`There is no account ${from ?? 'at all'}`);
		return account;
	}

	/**
	 * A message that one of the accounts sent.
	 * @throws Impossible when there is none with that id
	 */
	sent(unique: string): SentMessage {
		for (const account of this.all) {
			const exchange = account.customers.message(unique);
			if (exchange?.message.by === 'business') return { account, ...exchange };
		}
		throw new Impossible(`No message ${unique} was sent`);
	}
}
