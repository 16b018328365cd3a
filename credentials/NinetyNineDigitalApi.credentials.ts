import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** The provider's address, in front of the name of an operation. */
export const BASE_URL = 'https://api.99digital.co.il/whatsapp/v2';

/** Reasons that no page documents for getWebhook, which the credential test can only repeat. */
const OTHER_REASONS = Array.from({ length: 27 }, (_, index) => index + 4);

const failsOn = (key: string, value: unknown, message: string) => ({
	type: 'responseSuccessBody' as const,
	properties: { key, value, message },
});

const failsOnReason = (reason: number, message: string) => [
	failsOn('reason', reason, message),
	failsOn('reason', String(reason), message),
];

/** What the body of each request gets, in n8n's declarative form. */
const declared: IAuthenticateGeneric = {
	type: 'generic',
	properties: {
		body: {
			apiKey: '={{ $credentials.apiKey }}',
			from: '={{ String($credentials.from).replace(/\\D/g, "").replace(/^00/, "") }}',
		},
	},
};

/**
 * The same as a function, which n8n prefers: the two expressions would take longer than all the rest of a request.
 *
 * @param from the number as the person wrote it
 */
async function withAccount(
	{ apiKey, from }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const digits = String(from).replace(/\D/g, '').replace(/^00/, '');
	return { ...request, body: { ...(request.body as object), apiKey, from: digits } };
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
			description: 'Your own WhatsApp number at 99digital, with its country code',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Only to be changed for a proxy or for tests',
		},
	];

	authenticate = Object.assign(withAccount, declared);

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{ ($credentials.baseUrl || "${BASE_URL}").trim().replace(/\\/+$/, "") }}`,
			url: '/getWebhook',
			body: {},
			json: true,
		},
		rules: [
			...failsOnReason(
				2,
				'WhatsApp Number: 99digital does not know this number. Write your own number with its country code.',
			),
			...failsOnReason(3, 'API Key: 99digital does not accept this key. Copy it from your 99digital account again.'),
			...OTHER_REASONS.flatMap((reason) => failsOnReason(reason, `99digital refused the test with reason ${reason}.`)),
			failsOn('status', 'FAIL', '99digital refused the test and gave no reason.'),
			failsOn('status', undefined, 'Base URL: what came back from this address is not an answer of 99digital.'),
		],
	};
}
