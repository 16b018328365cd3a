import type { Account } from '../sandbox/accounts';
import { startSandbox, type Sandbox } from '../sandbox/server';
import { saveCredential } from './editor/credentials';
import { Session, type Owner } from './editor/session';
import type { Credential } from './editor/types';
import { N8n, type N8nOptions } from './n8n';
import { installPackage } from './packageInstall';

export interface WorldOptions extends N8nOptions {
	/** The packed package. */
	tarball: string;
	/** 0 takes a free port. */
	sandboxPort: number;
	owner: Owner;
}

/** A real n8n with the package and its credential, beside the sandbox that stands in for 99digital. */
export interface World {
	n8n: N8n;
	sandbox: Sandbox;
	/** The account of the credential. */
	account: Account;
	session: Session;
	credential: Credential;
	close(): Promise<void>;
}

const CREDENTIAL = 'ninetyNineDigitalApi';

/** Starts it all; when a part does not start, the others end again. */
export async function openWorld(options: WorldOptions): Promise<World> {
	const { tarball, sandboxPort, owner, ...n8nOptions } = options;
	await installPackage(tarball, options.userFolder, options.signal);
	const sandbox = await startSandbox({ port: sandboxPort });
	try {
		const n8n = await N8n.start(n8nOptions);
		try {
			return await furnish(n8n, sandbox, owner);
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** Signs in and stores the credential of the sandbox. `close` ends n8n, then the sandbox. */
export async function furnish(n8n: N8n, sandbox: Sandbox, owner: Owner): Promise<World> {
	const session = await Session.open(n8n.url, owner);
	const account = sandbox.provider.accounts.get();
	const credential = await saveCredential(session, {
		name: '99digital sandbox',
		type: CREDENTIAL,
		data: credentialData(sandbox),
	});
	const close = async () => {
		await n8n.stop();
		await sandbox.close();
	};
	return { n8n, sandbox, account, session, credential, close };
}

/** What a person would type into the credential's fields to use the sandbox. */
export function credentialData({ provider, baseUrl }: Sandbox): Record<string, string> {
	const { apiKey, from } = provider.accounts.get();
	return { apiKey, from, baseUrl };
}
