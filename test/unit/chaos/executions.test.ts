import { stringify } from 'flatted';

import { allExecutions } from '../../../chaos/evidence/executions';
import type { Session } from '../../../host/editor/session';

/** An n8n that has stored executions with these ids, and answers as n8n does for all others. */
function n8nWith(ids: readonly number[]) {
	const stored = new Map(ids.map((id) => [`/rest/executions/${id}`, id]));
	const asked: string[] = [];
	const call = async (_method: string, path: string) => {
		asked.push(path);
		const id = stored.get(path);
		if (id === undefined) return {};
		const data = stringify({ resultData: { runData: { Node: [{ executionStatus: 'success' }] } } });
		return { id: String(id), workflowId: `w${id}`, status: 'success', createdAt: '2026-01-01', data };
	};
	return { session: { call } as unknown as Session, asked };
}

async function idsIn(session: Session): Promise<string[]> {
	const found: string[] = [];
	for await (const { id } of allExecutions(session)) found.push(id);
	return found;
}

it('all executions are found, those behind a gap in their ids included', async () => {
	const ids = [1, 2, 5, 40, 41, 120];
	expect(await idsIn(n8nWith(ids).session)).toEqual(ids.map(String));
});

it('they are not looked for in n8n’s list, whose pages leave some out', async () => {
	const { session, asked } = n8nWith([1, 2]);
	await idsIn(session);
	expect(asked.filter((path) => !/^\/rest\/executions\/\d+$/.test(path))).toEqual([]);
});

it('an execution is read with what it worked with', async () => {
	const { value } = await allExecutions(n8nWith([1]).session).next();
	expect(value).toMatchObject({ id: '1', workflowId: 'w1', status: 'success', createdAt: '2026-01-01' });
	expect(value?.runs).toEqual({ Node: [{ executionStatus: 'success' }] });
	expect(value?.text).toContain('runData');
});
