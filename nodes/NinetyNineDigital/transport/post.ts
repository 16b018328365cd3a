import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { accountIn, BASE_URL, isInClear } from '../../../credentials/NinetyNineDigitalApi.credentials';
import { isRecord } from '../plain/objects';
import { numberIn, textIn } from '../plain/scalars';
import { jsonPost } from './jsonPost';
import { brokenConnection, inClear, noAddress, unreadableResponse, type Loss } from './loss';
import { withoutKey } from './withoutKey';

/** The part of n8n's context, of any kind, that reads the credential. */
export type CredentialContext = Pick<IExecuteFunctions, 'getCredentials'>;

type RequestHelper = IExecuteFunctions['helpers']['httpRequestWithAuthentication'];

/** The part of n8n's context, of any kind, that sends a request with the credential. */
export interface PostContext extends CredentialContext {
	readonly helpers: { readonly httpRequestWithAuthentication: OmitThisParameter<RequestHelper> };
}

/** How a request ended. `response` is the provider's JSON; `reason` its number, null if it gave none. `lost` means that no response of the provider came back. */
export type PostResult =
	| { readonly status: 'ok'; readonly response: IDataObject }
	| { readonly status: 'refused'; readonly reason: number | null }
	| { readonly status: 'lost'; readonly loss: Loss };

/** The name of the credential's type in n8n. */
export const CREDENTIAL = 'ninetyNineDigitalApi';

const WEB_ADDRESS = /^https?:\/\/[^/]/i;

/** How long the provider may take to respond, where nothing else is known. */
const TIMEOUT_MS = 30_000;

/**
 * The address in front of the operation's name, from the credential, without its trailing slash.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function baseUrlOf(context: CredentialContext): Promise<string> {
	const { baseUrl } = await credentialOf(context);
	return String(baseUrl || BASE_URL)
		.trim()
		.replace(/\/+$/, '');
}

/**
 * One POST, never repeated: a second one could send the message twice.
 *
 * @param endpoint the provider's name of the operation, e.g. `sendButtons`
 * @param body documented keys without `apiKey` and `from`, which the credential adds
 * @param timeoutMs how long to wait for the response, in milliseconds
 * @returns never throws: a broken connection is a result too
 */
export async function post(
	context: PostContext,
	baseUrl: string,
	endpoint: string,
	body: IDataObject,
	timeoutMs = TIMEOUT_MS,
): Promise<PostResult> {
	const url = `${baseUrl}/${endpoint}`;
	if (!WEB_ADDRESS.test(url) || !URL.canParse(url)) return { status: 'lost', loss: noAddress };
	const request = jsonPost(url, body, timeoutMs);
	try {
		const credentialsDecrypted = await decrypted(context);
		if (isInClear(url, credentialsDecrypted.data ?? {})) return { status: 'lost', loss: inClear };
		const options = { credentialsDecrypted };
		const response = await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, request, options);
		const result = judge(response);
		if (result.status !== 'ok') return result;
		return { ...result, response: withoutKey(result.response, accountIn(credentialsDecrypted.data ?? {})) };
	} catch (failure) {
		return { status: 'lost', loss: brokenConnection(failure, timeoutMs) };
	}
}

/**
 * The fields of the credential, read once for all requests of an execution.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function credentialOf(context: CredentialContext): Promise<ICredentialDataDecryptedObject> {
	const { data } = await decrypted(context);
	return data ?? {};
}

const decryptedOf = new WeakMap<CredentialContext, Promise<ICredentialsDecrypted>>();

/** n8n would read the credential from its database and decrypt it anew for each request of an execution. */
async function decrypted(context: CredentialContext): Promise<ICredentialsDecrypted> {
	const known = decryptedOf.get(context);
	if (known) return await known;
	const identity = { id: CREDENTIAL, name: CREDENTIAL, type: CREDENTIAL };
	const reading = context.getCredentials(CREDENTIAL).then((data) => ({ ...identity, data }));
	decryptedOf.set(context, reading);
	reading.catch(() => decryptedOf.delete(context));
	return await reading;
}

/** The provider reports a failure as `status: "FAIL"` in the body, in any case, whatever the HTTP status says. */
function judge({ body, statusCode }: IN8nHttpFullResponse): PostResult {
	const status = isRecord(body) ? textIn(body.status)?.toUpperCase() : undefined;
	if (isRecord(body) && status === 'OK') return { status: 'ok', response: body as IDataObject };
	if (isRecord(body) && status === 'FAIL') return { status: 'refused', reason: numberIn(body.reason) };
	return { status: 'lost', loss: unreadableResponse(body, statusCode) };
}
