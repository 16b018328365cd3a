import type { Session } from './session';
import type { Credential, CredentialTest } from './types';

export interface CredentialContent {
	name: string;
	type: string;
	data: Record<string, string>;
}

/** Creates the credential, or brings the one of the same type and name up to date. */
export async function saveCredential(session: Session, content: CredentialContent): Promise<Credential> {
	const stored = await session.call<Credential[]>('GET', '/rest/credentials');
	const same = stored.find(({ type, name }) => type === content.type && name === content.name);
	if (!same) return await session.call('POST', '/rest/credentials', { body: content });
	return await session.call('PATCH', `/rest/credentials/${same.id}`, { body: content });
}

/** Tests a stored credential as the editor does after saving it. */
export async function testCredential(
	session: Session,
	{ id, name, type }: Credential,
	data: Record<string, string>,
): Promise<CredentialTest> {
	return await session.call('POST', '/rest/credentials/test', { body: { credentials: { id, name, type, data } } });
}
