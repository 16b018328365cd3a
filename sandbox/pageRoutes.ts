import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const files = {
	'': { name: 'index.html', type: 'text/html; charset=utf-8' },
	'/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
	'/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
} as const;

/** Pictures of messages come from wherever their links lead, or from /media; everything else comes from here. */
const POLICY = [
	...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
	...[
		"img-src 'self' https: data:",
		"media-src 'self' https:",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	],
].join('; ');

const HEADERS = { 'content-security-policy': POLICY, 'cache-control': 'no-store' };

const NOT_BUILT = 'The page is not built. Run: npm run build:tools';

/** The phone page, as `scripts/phone.mjs` has built it into a folder. */
export function pageRoutes(folder = built) {
	return async (page: FastifyInstance): Promise<void> => {
		for (const [path, { name, type }] of Object.entries(files)) {
			page.get(path, async (_request, reply) => {
				const content = await readFile(join(folder, name)).catch(() => undefined);
				if (!content) return reply.code(404).type('text/plain').send(NOT_BUILT);
				return reply.headers(HEADERS).type(type).send(content);
			});
		}
	};
}

/** The same folder whether this code runs from the sources or from build/. */
const built = join(projectOf(__dirname), 'build', 'phone');

function projectOf(folder: string): string {
	return existsSync(join(folder, 'package.json')) ? folder : projectOf(dirname(folder));
}
