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
	/** A certificate that the sandbox trusts besides the usual ones, as PEM. */
	sandboxCa?: string;
	owner: Owner;
}

/** What stands before n8n starts, such as a proxy. */
export interface Preparation {
	/** Further environment that follows from it. */
	more?: Readonly<Record<string, string>>;
	/** See `WorldOptions`. */
	sandboxCa?: string;
}

/** A real n8n that has the package and a credential of the sandbox, which stands in for 99digital. */
export interface Connected {
	n8n: Pick<N8n, 'url'>;
	sandbox: Sandbox;
	/** The account of the credential. */
	account: Account;
	session: Session;
	credential: Credential;
}

/** An n8n and a sandbox that nobody else uses. */
export interface World extends Connected {
	n8n: N8n;
	close(): Promise<void>;
}

const CREDENTIAL = 'ninetyNineDigitalApi';

/** Starts it all; when a part does not start, the others end again. */
export async function openWorld(options: WorldOptions): Promise<World> {
	const { tarball, sandboxPort, sandboxCa, owner, ...n8nOptions } = options;
	await installPackage(tarball, options.userFolder, options.signal);
	const sandbox = await startSandbox({ port: sandboxPort, ...(sandboxCa && { ca: sandboxCa }) });
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

/** Connects an n8n of ours. `close` ends it, then the sandbox. */
export async function furnish(n8n: N8n, sandbox: Sandbox, owner: Owner): Promise<World> {
	const connected = await connect(n8n, sandbox, owner);
	const close = async () => {
		await n8n.stop();
		await sandbox.close();
	};
	return { ...connected, n8n, close };
}

/** Signs in to an n8n that runs already and stores the credential of the sandbox. */
export async function connect(n8n: Pick<N8n, 'url'>, sandbox: Sandbox, owner: Owner): Promise<Connected> {
	const session = await Session.open(n8n.url, owner);
	const account = sandbox.provider.accounts.get();
	const credential = await saveCredential(session, {
		name: '99digital sandbox',
		type: CREDENTIAL,
		data: credentialData(sandbox),
	});
	return { n8n, sandbox, account, session, credential };
}

/** What a person would type into the credential's fields to use the sandbox. */
export function credentialData({ provider, baseUrl }: Sandbox): Record<string, string> {
	const { apiKey, from } = provider.accounts.get();
	return { apiKey, from, baseUrl };
}
