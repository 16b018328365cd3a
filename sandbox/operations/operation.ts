import type { Account } from '../accounts';
import type { ProviderResponse } from '../response';
import type { Body } from '../body';
import type { Fetched } from '../downloads';
import type { Templates } from '../templates';
import type { UniqueForm } from '../unique';

/** One request whose account and key are right, and what is needed to respond. */
export interface Call {
	account: Account;
	body: Body;
	templates: Templates;
	/** The form of the ids that are given out. */
	uniqueForm: UniqueForm;
	/** Milliseconds since 1970. */
	now: number;
	/** The file that the provider has copied before it responds (localStorage), or why it could not. */
	copy?: Fetched;
	/** Counts this send against the account's pace; false when the pace is exceeded. */
	withinPace: () => boolean;
}

/** One operation of the provider: its name in the address, the keys its page documents, and how it responds. */
export interface Operation {
	name: string;
	keys: ReadonlySet<string>;
	/** The link that the provider copies before it responds, where a body asks for that. */
	copies?: (body: Body) => string | undefined;
	respond: (call: Call) => ProviderResponse;
}

/** The keys that every operation documents. */
export const accountKeys = ['apiKey', 'from'] as const;
