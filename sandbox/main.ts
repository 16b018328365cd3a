import { parseArgs } from 'node:util';
import { defaultAccount } from './accounts';
import { startSandbox, type Sandbox } from './server';

const DEFAULT_PORT = '4099';
const LAST_PORT = 65535;

/** Starts the sandbox alone, as `npm run sandbox` does, until Ctrl-C. */
async function main(): Promise<void> {
	const port = readPort();
	const sandbox = await startSandbox({ port });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
	console.log(greeting(sandbox));
}

/** @returns the port asked for with --port; 0 takes a free one */
function readPort(): number {
	const { values } = parseArgs({ options: { port: { type: 'string', default: DEFAULT_PORT } } });
	const port = Number(values.port);
	if (/^\d+$/.test(values.port) && port <= LAST_PORT) return port;
	throw new Error(`--port wants a number from 0 to ${LAST_PORT}, not ${values.port}`);
}

const greeting = ({ url, baseUrl, phoneUrl }: Sandbox): string => `The 99digital sandbox is running. Ctrl-C stops it.

  Base URL   ${baseUrl}
  API key    ${defaultAccount.apiKey}
  From       ${defaultAccount.from}

The customers' phones, and what the API saw:
  ${phoneUrl}

Or let a customer write from a terminal, then see the conversation and what was requested:
  curl -H 'content-type: application/json' -d '{"text":"Hello"}' ${url}/control/customers/972501234567/write
  curl ${url}/control/customers/972501234567
  curl ${url}/control/requests
Everything else it can do:
  curl ${url}/control`;

function explain(error: NodeJS.ErrnoException & { port?: number }): string {
	if (error.code !== 'EADDRINUSE') return error.message;
	return `Port ${error.port} is in use. Stop what is running there, or choose another: npm run sandbox -- --port 4100`;
}

main().catch((error: NodeJS.ErrnoException) => {
	console.error(explain(error));
	process.exitCode = 1;
});
