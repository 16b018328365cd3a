import type { Identity } from './account';
import type { Person } from './person';
import type { Choices } from './walk';

/** Everything that a person decides before the check. */
export interface Settings extends Choices {
	identity: Identity;
	baseUrl: string;
	/** Where the inbox listens; 0 takes a free port. */
	port: number;
}

const BASE_URL = 'https://api.99digital.co.il/whatsapp/v2';
const PORT = '4098';

/** @throws when it is no international number */
function digits(number: string): string {
	const found = number.replace(/\D/g, '');
	if (/^[1-9]\d{6,14}$/.test(found)) return found;
	throw new Error(`"${number}" must be an international number such as 972501234567`);
}

/**
 * Reads the environment, and asks for what is missing there. Nothing of it is written anywhere.
 * @throws when a number is none
 */
export async function readSettings(environment: NodeJS.ProcessEnv, person: Person): Promise<Settings> {
	const given = (name: string, question: string) => environment[name] ?? person.ask(question);
	const identity = {
		apiKey: environment.CHECK_API_KEY ?? (await person.askSecret('API key')),
		from: digits(await given('CHECK_FROM', 'The account’s number, such as 972771234567')),
		phone: digits(await given('CHECK_PHONE', 'Your own phone, such as 972501234567')),
	};
	const template = await given(
		'CHECK_TEMPLATE',
		'An approved template with quick-reply buttons and no file (empty: none)',
	);
	const file = await given('CHECK_FILE', 'An https link to a small PDF that everybody can open (empty: none)');
	const port = Number(environment.CHECK_PORT ?? PORT);
	const webhook = await given(
		'CHECK_WEBHOOK',
		`A public https address that leads to port ${port} of this machine (empty: paste events from n8n instead)`,
	);
	const baseUrl = (environment.CHECK_BASE_URL ?? BASE_URL).replace(/\/+$/, '');
	return { identity, baseUrl, port, template, file, webhook: webhook.replace(/\/+$/, '') };
}
