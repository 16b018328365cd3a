import { localHttp } from '../../host/localHttp';
import { ACTION } from '../support/n8n/flow';
import { testWorld } from '../support/n8n/world';

interface Themed {
	light: string;
	dark: string;
}

interface Listed {
	name: string;
	displayName: string;
	iconUrl?: Themed;
	codex?: { categories?: string[]; alias?: string[]; resources?: unknown };
	usableAsTool?: boolean;
}

const world = testWorld();

const list = (kind: 'nodes' | 'credentials') => world().session.call<Listed[]>('GET', `/types/${kind}.json`);

/** What people type who look for it. */
const WORDS = [
	...['message', 'text', 'question', 'chat', 'pdf', 'campaign', 'whats app', 'reply', 'notify', 'הודעה'],
	...['whatsapp', 'buttons', 'template'],
];

async function expectPictures(icon: Themed | undefined): Promise<void> {
	expect(icon?.light).not.toBe(icon?.dark);
	for (const path of [icon?.light, icon?.dark]) {
		const { data, headers } = await localHttp.get<string>(`${world().n8n.url}/${path}`);
		expect(headers['content-type']).toContain('image/svg+xml');
		expect(data).toContain('<svg');
	}
}

describe('the package installed from its tarball', () => {
	it('shows the node with its pictures and the words it is found by', async () => {
		const node = (await list('nodes')).find(({ name }) => name === ACTION);
		expect(node).toMatchObject({ displayName: '99digital', usableAsTool: true });
		expect(node?.codex?.categories).toEqual(['Communication', 'HITL']);
		expect(node?.codex?.alias).toEqual(expect.arrayContaining(WORDS));
		await expectPictures(node?.iconUrl);
	});

	it('offers the node to AI agents as a tool', async () => {
		expect((await list('nodes')).map(({ name }) => name)).toContain(`${ACTION}Tool`);
	});

	it('shows the credential with its pictures', async () => {
		const credential = (await list('credentials')).find(({ name }) => name === 'ninetyNineDigitalApi');
		expect(credential).toMatchObject({ displayName: '99digital API' });
		await expectPictures(credential?.iconUrl);
	});

	it('leaves no complaint in the log', () => {
		expect(world().n8n.log()).not.toMatch(/99digital.*(error|failed|warn)|(error|failed|warn).*99digital/i);
	});
});
