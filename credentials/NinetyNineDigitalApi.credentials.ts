import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** The provider's address, in front of the name of an operation. */
export const BASE_URL = 'https://api.99digital.co.il/whatsapp/v2';

/**
 * From a number as people write it to its digits with the country code: what is no digit goes, `00` in front goes, and
 * an Israeli number gets its country code in place of its zero, also where a spreadsheet has eaten that.
 */
const OWN_NUMBER: ReadonlyArray<readonly [pattern: RegExp, put: string]> = [
	[/\D/g, ''],
	[/^00/, ''],
	[/^(?:972)?0(?=\d{8,9}$)/, '972'],
	[/^(?=[57]\d{8}$|[23489]\d{7}$)/, '972'],
];

const replacements = OWN_NUMBER.map(([pattern, put]) => `.replace(${pattern}, "${put}")`).join('');

/** What the body of each request gets, in n8n's declarative form. */
const declared: IAuthenticateGeneric = {
	type: 'generic',
	properties: {
		body: {
			apiKey: '={{ String($credentials.apiKey).trim() }}',
			from: `={{ String($credentials.from)${replacements} }}`,
		},
	},
};

/** This machine itself, where nobody listens on the way. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request would carry the API key in clear over a network: its address begins with http://, is not this
 * machine's own, and the person has not switched Allow HTTP on.
 *
 * @param address an absolute address; false if it is none
 */
export function isInClear(address: string, { allowHttp }: ICredentialDataDecryptedObject): boolean {
	if (allowHttp === true || !URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'http:' && !LOOPBACK.test(hostname);
}

/** What a person reads instead of sending the key in clear. */
const IN_CLEAR =
	'Base URL: over http:// others could read your API key. Write https://, or switch Allow HTTP on in the credential.';

/**
 * The same as a function, which n8n prefers: the two expressions would take longer than all the rest of a request.
 *
 * @param account `apiKey` perhaps with white space around it, `from` as the person wrote it
 * @throws Error if the key would leave in clear
 */
async function withAccount(
	account: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (isInClear(addressOf(request), account)) throw new Error(IN_CLEAR);
	return { ...request, body: { ...(request.body as object), ...accountIn(account) } };
}

/** The key and the number as they go into the body of each request; empty where the credential has none. */
export const accountIn = ({ apiKey, from }: ICredentialDataDecryptedObject) => ({
	apiKey: String(apiKey ?? '').trim(),
	from: OWN_NUMBER.reduce((text, [pattern, put]) => text.replace(pattern, put), String(from ?? '')),
});

/** n8n's HTTP Request node names the address `uri`. */
function addressOf({ url, baseURL = '', uri = url }: IHttpRequestOptions & { readonly uri?: string }): string {
	return URL.canParse(uri) ? uri : baseURL + uri;
}

export class NinetyNineDigitalApi implements ICredentialType {
	name = 'ninetyNineDigitalApi';

	displayName = '99digital API';

	icon = { light: 'file:../icons/99digital.svg', dark: 'file:../icons/99digital.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-99digital/n8n-nodes-99digital#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API key of the number, from your 99digital account',
		},
		{
			displayName: 'WhatsApp Number',
			name: 'from',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +972 77-123-4567',
			description: 'Your own WhatsApp number at 99digital, such as +972 77-123-4567 or 077-123-4567',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Only to be changed for a proxy or for tests',
		},
		{
			displayName: 'Allow HTTP',
			name: 'allowHttp',
			type: 'boolean',
			default: false,
			description:
				"Whether 'Base URL' may begin with http://, over which others can read the API key on its way. An address of this machine itself always may.",
		},
	];

	authenticate = Object.assign(withAccount, declared);
}
