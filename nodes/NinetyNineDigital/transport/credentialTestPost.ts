import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { accountIn } from '../../../credentials/NinetyNineDigitalApi.credentials';
import type { PostContext } from './post';

/**
 * Lets a credential that is being tested be used for a request: there n8n has a request helper of older options, and
 * nothing else.
 *
 * @param data the credential as the person wrote it, saved or not
 */
export function toPostContext(
	{ helpers }: Pick<ICredentialTestFunctions, 'helpers'>,
	data: ICredentialDataDecryptedObject,
): PostContext {
	return {
		getCredentials: async <T extends object>() => data as T,
		helpers: {
			async httpRequestWithAuthentication(_type, { url: uri, body, method, json, timeout }) {
				return await helpers.request({
					...{ uri, method, json, timeout, body: { ...(body as object), ...accountIn(data) } },
					...{ simple: false, resolveWithFullResponse: true, followRedirect: false },
				});
			},
		},
	};
}
