import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { root } from '../support/project';

interface Service {
	image: string;
	command?: string;
	environment?: Record<string, string>;
	volumes?: string[];
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

const { services, volumes } = parse(read('docs/queue-mode/docker-compose.yml'), { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, null>;
};

const n8n = ['main', 'worker', 'webhook'].map((name) => services[name]!);

describe('the compose file of queue mode', () => {
	it('has the n8n that the package is tested with', () => {
		const { dependencies } = JSON.parse(read('host/n8n/package.json')) as { dependencies: { n8n: string } };
		expect(n8n.map(({ image }) => image)).toEqual(n8n.map(() => `docker.n8n.io/n8nio/n8n:${dependencies.n8n}`));
		expect(n8n.map(({ command }) => command)).toEqual([undefined, 'worker', 'webhook']);
	});

	it('leads all processes of n8n to the same queue, database, key and packages', () => {
		for (const { environment } of n8n) {
			expect(environment).toMatchObject({
				EXECUTIONS_MODE: 'queue',
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: 'postgres',
				DB_POSTGRESDB_PASSWORD: services.postgres!.environment!.POSTGRES_PASSWORD,
				QUEUE_BULL_REDIS_HOST: 'redis',
				N8N_ENCRYPTION_KEY: '${N8N_ENCRYPTION_KEY}',
				N8N_REINSTALL_MISSING_PACKAGES: 'true',
			});
		}
	});

	it('names volumes that it has', () => {
		const used = Object.values(services).flatMap(({ volumes: mounts = [] }) =>
			mounts.map((mount) => mount.split(':')[0]!),
		);
		expect(used.filter((name) => !name.startsWith('.')).sort()).toEqual(Object.keys(volumes).sort());
	});

	it('has a proxy that sends an address to one webhook process', () => {
		expect(read('docs/queue-mode/nginx.conf')).toMatch(/upstream webhooks \{\s+hash \$uri consistent;/);
	});

	it('has a proxy that logs no query, in which the secret of a trigger stands', () => {
		const proxy = read('docs/queue-mode/nginx.conf');
		const [, name, format] = proxy.match(/log_format (\w+) '(.*)';/)!;
		expect(format).toContain('$uri');
		expect(format).not.toMatch(/\$(request|request_uri|args|query_string|is_args|arg_\w+|http_referer)\b/);
		const logs = [...proxy.matchAll(/^\t(access_log|error_log) \S+ (\w+);$/gm)].map(([, log, how]) => [log, how]);
		// What nginx logs of a failed request holds its query; those messages are of the level error.
		expect(logs).toEqual([
			['access_log', name],
			['error_log', 'crit'],
		]);
	});
});

it('the page explains settings that the compose file makes', () => {
	const told = [...read('docs/queue-mode.md').matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
	const made = n8n.flatMap(({ environment }) => Object.keys(environment ?? {}));
	expect(told.length).toBeGreaterThan(5);
	expect(told.filter((name) => !made.includes(name!))).toEqual([]);
});
