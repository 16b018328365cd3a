import type { CredentialContent } from '../../../host/editor/credentials';

/** The services, besides 99digital, that ready workflows talk to. */
export const otherServices: readonly CredentialContent[] = [
	{ name: 'HubSpot', type: 'hubspotAppToken', data: { appToken: 'pat-eu1-example' } },
	{ name: 'Pipedrive', type: 'pipedriveApi', data: { apiToken: 'example-token' } },
	{ name: 'The website', type: 'httpHeaderAuth', data: { name: 'x-shop-secret', value: 'example-secret' } },
	{ name: 'The page', type: 'httpBasicAuth', data: { user: 'dana', password: 'example-password' } },
	{ name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'example-key', url: 'http://127.0.0.1:9/v1' } },
];
