import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { adviceFor } from '../form/advice';
import { webhookCatalogue } from '../messages/common';
import { toPostContext } from '../transport/credentialTestPost';
import { getWebhook } from '../transport/webhookSettings';

/** The field of the credential that a reason is about. */
const FIELD: Readonly<Record<number, string>> = { 2: 'WhatsApp Number: ', 3: 'API Key: ' };

/**
 * Asks 99digital for the webhook address, which changes nothing, when the credential is saved. In n8n's declarative form
 * of this test a broken connection would be told by its code alone, such as ECONNREFUSED.
 *
 * @returns what is wrong, in which field, and what to do; never throws
 */
export async function testCredential(
	context: Pick<ICredentialTestFunctions, 'helpers'>,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const result = await getWebhook(toPostContext(context, data));
	if (result.status === 'ok') return { status: 'OK', message: '99digital accepts the key and the number.' };
	if (result.status === 'lost') {
		const { message, fix, sent } = result.loss;
		const advice = sent === 'no' ? fix : 'Check Base URL in the credential, then try again.';
		return { status: 'Error', message: `${message}. ${advice}` };
	}
	const { message, fix } = adviceFor(webhookCatalogue, result.reason);
	return { status: 'Error', message: `${FIELD[result.reason ?? 0] ?? ''}${message}. ${fix}` };
}
