import type { IWebhookFunctions } from 'n8n-workflow';

import { fileKeyFrom } from '../files/fileToken';
import { CREDENTIAL, type CredentialContext } from '../transport/post';
import { isManual, type ModeContext } from './registration/desiredSettings';
import { readTriggerSettings, type SettingsContext } from './triggerSettings';

/** What is needed of n8n to know the key of links to files. */
export type FileKeyContext = CredentialContext & ModeContext & SettingsContext & Pick<IWebhookFunctions, 'getMode'>;

/**
 * The key by which this trigger knows links to files.
 *
 * @returns undefined if it serves none: while it is only tested, without a secret, or without its credential
 */
export async function fileKeyOf(context: FileKeyContext): Promise<string | undefined> {
	if (context.getMode() === 'manual') return undefined;
	if (isManual(context)) {
		const { secret } = readTriggerSettings(context);
		return secret === '' ? undefined : fileKeyFrom(secret);
	}
	try {
		const { apiKey } = await context.getCredentials(CREDENTIAL);
		return fileKeyFrom(String(apiKey));
	} catch {
		return undefined;
	}
}
