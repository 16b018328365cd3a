import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWorkflow, getWorkflow } from '../../host/editor/workflows';
import { Session } from '../../host/editor/session';
import { isFree } from '../../host/ports';
import { inProject } from '../../host/project';
import { flow, sendButtons } from '../support/n8n/flow';
import { owner } from '../support/n8n/sharedN8n';
import { testWorld } from '../support/n8n/world';

const world = testWorld();
const port = () => Number(new URL(world().n8n.url).port);

describe('an n8n of ours', () => {
	it.each(['stop', 'kill'] as const)('is gone after %s, and knows everything when it starts again', async (end) => {
		const { n8n, session } = world();
		const { id, name } = await createWorkflow(session, flow({ parameters: sendButtons }));
		await n8n[end]();
		expect(await isFree(port())).toBe(true);

		await n8n.start();
		const again = await Session.open(n8n.url, owner);
		expect(await getWorkflow(again, id)).toMatchObject({ name });
	});

	it('does not outlive the process that started it', async () => {
		const args = ['--require', inProject('host', 'stopWithParent.cjs'), '-e', 'setInterval(() => {}, 1e6)'];
		const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] });
		child.stdin.destroy();
		expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
	});
});
