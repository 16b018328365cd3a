import { dirname } from 'node:path';
import { LOCALHOST } from './ports';
import type { Host } from './provision';

export interface EnvironmentOptions {
	host: Host;
	/** Holds n8n's `.n8n` folder: its database, its encryption key, the installed packages. */
	userFolder: string;
	port: number;
	/** Where n8n talks to its task runner. */
	brokerPort: number;
}

/** What n8n's process may see of ours: nothing of the user's own n8n settings, which would reach into this one. */
const INHERITED = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ'];

/** The environment of an n8n that listens on this machine only and calls nobody by itself. */
export function n8nEnvironment({ host, userFolder, port, brokerPort }: EnvironmentOptions): NodeJS.ProcessEnv {
	const inherited = INHERITED.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []));
	return {
		...Object.fromEntries(inherited),
		PATH: [dirname(host.node), process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
		// As n8n's image sets it; else browsers may not keep the editor's files.
		NODE_ENV: 'production',
		NODE_COMPILE_CACHE: host.compileCache,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: LOCALHOST,
		N8N_HOST: 'localhost',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// The session cookie must travel over plain http.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_PYTHON_ENABLED: 'false',
	};
}
