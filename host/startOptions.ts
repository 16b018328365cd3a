import { parseArgs } from 'node:util';
import { SetupError } from './setupError';

const LANGUAGES = ['en', 'he'] as const;

export type Language = (typeof LANGUAGES)[number];

export interface StartOptions {
	/** Stop after the run. */
	once: boolean;
	/** n8n's port; 0 takes a free one. */
	port: number;
	/** The sandbox's port; 0 takes a free one. */
	sandboxPort: number;
	/** In which the person is greeted, and the phone page opens. */
	language: Language;
	help: boolean;
}

const N8N_PORT = 5678;
const SANDBOX_PORT = 4099;

export const usage = `npm start -- [options]
  --once                 stop after the run; ports that are not named are free ones
  --port <number>        n8n's port (${N8N_PORT})
  --sandbox-port <number>  the sandbox's port (${SANDBOX_PORT})
  --lang <en|he>         greet in English or Hebrew (en)
  --help                 show this`;

/** @throws SetupError that names the option */
export function readOptions(args: readonly string[]): StartOptions {
	const { once = false, help = false, lang = 'en', ...ports } = parse(args);
	return {
		once,
		help,
		language: toLanguage(lang),
		port: toPort('port', ports.port) ?? (once ? 0 : N8N_PORT),
		sandboxPort: toPort('sandbox-port', ports['sandbox-port']) ?? (once ? 0 : SANDBOX_PORT),
	};
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				once: { type: 'boolean' },
				help: { type: 'boolean' },
				lang: { type: 'string' },
				port: { type: 'string' },
				'sandbox-port': { type: 'string' },
			},
		}).values;
	} catch (error) {
		throw new SetupError(`${(error as Error).message}\n${usage}`);
	}
}

function toLanguage(text: string): Language {
	const language = LANGUAGES.find((one) => one === text);
	if (language) return language;
	throw new SetupError(`--lang must be ${LANGUAGES.join(' or ')}, not ${text}`);
}

function toPort(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
	throw new SetupError(`--${name} must be a port number, not ${text}`);
}
