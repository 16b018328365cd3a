import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { inProject } from '../../host/project';
import { provisionHost } from '../../host/provision';

it('n8n knows every setting of the compose file', async () => {
	const { n8n } = await provisionHost({ report: () => undefined });
	const modules = dirname(dirname(dirname(n8n)));
	const sources = ['n8n/dist', '@n8n/config/dist', 'n8n-core/dist'].map((folder) => join(modules, folder));
	const file = readFileSync(inProject('docs', 'queue-mode', 'docker-compose.yml'), 'utf8');
	const { services } = parse(file, { merge: true }) as {
		services: Record<string, { environment: Record<string, string> }>;
	};
	const names = ['main', 'worker', 'webhook'].flatMap((name) => Object.keys(services[name]!.environment));
	expect(names.length).toBeGreaterThan(20);
	for (const name of new Set(names)) {
		const found = execFileSync('grep', ['-rlFw', '--include=*.js', name, ...sources], { encoding: 'utf8' });
		expect(found).not.toBe('');
	}
});
