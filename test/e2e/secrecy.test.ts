import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unacceptedEffects, acceptedEffects } from '../../sandbox/behaviour';
import { getExecution } from '../../host/editor/executions';
import { credentialData } from '../../host/world';
import { flow, names, sendButtons } from '../support/n8n/flow';
import { askPicker } from '../support/n8n/picker';
import { output, publishAndPost, type Run } from '../support/n8n/run';
import { testWorld } from '../support/n8n/world';

const world = testWorld({
	N8N_LOG_LEVEL: 'debug',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true',
});

const CUSTOMER = '972501234567';
const FOUND_TEXT = 'This text is found wherever n8n stores it';

/** `hang` is left out: it takes the node's whole time-out and breaks like a dropped connection. */
const disturbances = [...unacceptedEffects, ...acceptedEffects].filter((effect) => effect !== 'hang');

/** Sends one message, which fails in any of the ways that the sandbox has been told. */
async function send(onError: 'stopWorkflow' | 'continueRegularOutput'): Promise<Run> {
	const { credential } = world();
	const parameters = { ...sendButtons, simplify: false, options: { showRequest: true } };
	const file = flow({ parameters, onError, credentials: { [credential.type]: credential } });
	return await publishAndPost(world(), file, { items: [{ to: CUSTOMER, body: FOUND_TEXT }] });
}

/** Opens the list of templates as the editor does. */
async function listTemplates(): Promise<unknown> {
	const { session, credential } = world();
	return await askPicker(session, credential).catch((error: Error) => error.message);
}

/** Every file that n8n keeps: its database with what is not yet merged into it, its logs, its stored executions. */
async function filesHolding(text: string): Promise<string[]> {
	const folder = join(world().userFolder, '.n8n');
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const own = files.filter((file) => !file.includes('node_modules'));
	const holding = await Promise.all(
		[...own, world().n8n.logFile].map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])),
	);
	return holding.flat();
}

describe('the API key', () => {
	const runs: Run[] = [];
	const lists: unknown[] = [];

	beforeAll(async () => {
		const { provider } = world().sandbox;
		provider.phone(CUSTOMER).write('Hello');
		runs.push(await send('stopWorkflow'));
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			provider.behaviours.add({ effect: 'refuse', reason: 9, times: 1 });
			runs.push(await send(onError));
			for (const effect of disturbances) {
				provider.behaviours.add({ effect, times: 1 });
				runs.push(await send(onError));
			}
		}
		lists.push(await listTemplates());
		for (const effect of disturbances) {
			provider.behaviours.add({ effect, times: 1 });
			lists.push(await listTemplates());
		}
	});

	it('went to the provider each time, which shows it back to nobody but the account', () => {
		expect(world().sandbox.provider.requests.last(100)).toHaveLength(runs.length + lists.length);
		expect(lists[0]).toHaveProperty('results.0.value');
		expect(output(runs[0]!.execution, names.action)[0]?.json).toMatchObject({ status: 'OK' });
		expect(runs.map(({ execution }) => execution.status)).toContain('error');
	});

	it('is in nothing that n8n shows: no execution, no answer of a webhook, no list of templates', async () => {
		const { apiKey } = credentialData(world().sandbox);
		for (const { execution, answer } of runs) {
			const shown = await getExecution(world().session, execution.id);
			expect(JSON.stringify([shown, answer])).not.toContain(apiKey);
		}
		expect(JSON.stringify(lists)).not.toContain(apiKey);
	});

	it('is in no file of n8n, neither while it runs nor after', async () => {
		const { apiKey = '' } = credentialData(world().sandbox);
		const forms = [apiKey, Buffer.from(apiKey).toString('base64').replace(/=+$/, '')];
		for (const stage of ['running', 'stopped'] as const) {
			if (stage === 'stopped') await world().n8n.stop();
			expect((await filesHolding(FOUND_TEXT)).length).toBeGreaterThan(0);
			for (const form of forms) expect(await filesHolding(form)).toEqual([]);
		}
	});
});
