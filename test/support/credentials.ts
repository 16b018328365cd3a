import type { ICredentialsHelper, IHttpRequestOptions } from 'n8n-workflow';

import { NinetyNineDigitalApi } from '../../credentials/NinetyNineDigitalApi.credentials';

export interface Credential {
	apiKey: string;
	from: string;
	baseUrl: string;
}

/** The part of n8n that n8n-core leaves to the host: it decrypts credentials and calls their `authenticate`. */
export function credentialsHelper(credential: Credential): Partial<ICredentialsHelper> {
	const type = new NinetyNineDigitalApi();
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ ...credential }),
		getCredentialsProperties: () => type.properties,
		preAuthentication: async () => undefined,
		authenticate: async (credentials, _type, request) =>
			await type.authenticate(credentials, request as IHttpRequestOptions),
	};
}
