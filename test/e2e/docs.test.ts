import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { saveCredential } from '../../host/editor/credentials';
import { findWorkflow, publishWorkflow, unpublishWorkflow } from '../../host/editor/workflows';
import type { WorkflowFile } from '../../host/editor/types';
import { poll } from '../../host/poll';
import { Canvas } from '../support/browser/canvas';
import { describeInBrowser } from '../support/browser/chromium';
import { inDays } from './ready/appointmentReminder';
import { Editor } from '../support/browser/editor';
import { pictureFolder } from '../support/browser/pictures';
import { DataTables } from '../support/n8n/dataTables';
import { otherServices } from '../support/n8n/otherServices';
import { neededCredential, readyFile } from '../support/n8n/ready';
import { sharedWorld } from '../support/n8n/world';
import { readyNames } from '../support/project';

const boxesOf = (name: string) => (JSON.parse(readFileSync(readyFile(name), 'utf8')) as WorkflowFile).nodes;

/** The boxes of a ready workflow that need the credential of another service. */
const needingOthers = (name: string) =>
	boxesOf(name).filter((box) => otherServices.some(({ type }) => type === neededCredential(box)));

const namesOf = (boxes: WorkflowFile['nodes']): string[] => boxes.map((box) => box.name).sort();

const MAX_BYTES = 250_000;

describeInBrowser('a person who follows the pages of docs/', () => {
	const world = sharedWorld();
	let editor: Editor;
	let canvas: Canvas;
	let pictures: string;

	beforeAll(async () => {
		editor = await Editor.open(world().n8n.url);
		await editor.signIn(world().session);
		canvas = new Canvas(editor);
		pictures = await pictureFolder(world().userFolder);
	});
	afterAll(() => editor?.close());

	const picture = async (name: string, take: (path: string) => Promise<void>) => {
		const path = join(pictures, `${name}.png`);
		await take(path);
		expect((await stat(path)).size).toBeLessThan(MAX_BYTES);
	};

	it.each(readyNames.filter((name) => needingOthers(name).length > 0))(
		'imports %s, and sees a red mark only where the credential of another service is missing',
		async (name) => {
			await canvas.import(readyFile(name));
			expect(await canvas.marked()).toEqual(namesOf(needingOthers(name)));
		},
	);

	it.each(readyNames)('makes the credentials first, imports %s, and finds them in the boxes', async (name) => {
		const { session, credential } = world();
		for (const other of otherServices) await saveCredential(session, other);
		await canvas.import(readyFile(name));
		expect(await canvas.cutNotes()).toEqual([]);

		// n8n leaves only this box to the person, who may have several credentials of the same service.
		const open = needingOthers(name).filter(({ type }) => type === 'n8n-nodes-base.httpRequest');
		expect(await canvas.marked()).toEqual(namesOf(open));
		for (const box of open) {
			const { name: credentialName } = otherServices.find(({ type }) => type === neededCredential(box))!;
			await canvas.chooseCredential(box.name, credentialName);
		}
		const { workflowId } = canvas;
		const saved = async () => {
			const stored = await findWorkflow(session, workflowId);
			return stored?.nodes.every((node) => !neededCredential(node) || node.credentials) ? stored : undefined;
		};
		const { nodes } = await poll(saved, { what: `n8n to save ${name} with its credentials` });
		const own = nodes.filter((node) => neededCredential(node) === credential.type);
		expect(own.map(({ credentials }) => credentials?.[credential.type]?.name)).toEqual(own.map(() => credential.name));

		expect(await canvas.marked()).toEqual([]);
		await canvas.fit();
		await picture(`task-${name}`, (path) => canvas.photograph(path));
	});

	it('adds the trigger by its event, and names an output for each answer', async () => {
		await editor.addAction('whatsapp', '99digital', 'On button reply');
		expect(await editor.cutLabels()).toEqual([]);
		await picture('trigger-events', (path) => editor.photograph(path));
		await editor.choose('outputs', 'One per Answer');
		for (const [index, answer] of ['confirm', 'move', 'cancel'].entries()) {
			if (index > 0) await editor.press('Add Answer');
			await editor.fill('match', answer);
		}
		expect(await editor.cutLabels()).toEqual([]);
		await picture('trigger-answers', (path) => editor.photograph(path));
		await canvas.closePanel();
		expect(await canvas.outputs('99digital Trigger')).toEqual(['confirm', 'move', 'cancel', 'Other']);

		await canvas.import(readyFile('question-with-answers'));
		await poll(() => findWorkflow(world().session, canvas.workflowId), { what: 'n8n to save the question' });
		await canvas.open(canvas.workflowId);
		await canvas.fit();
		await picture('trigger-outputs', (path) =>
			canvas.photograph(path, ['Customer writes or taps', 'Pick up', 'Delivery', 'Person', 'Once a day', 'Ask']),
		);
	});

	it('enters an appointment on the page, of a customer who has never written, and gets the tap into the table', async () => {
		const { session, sandbox, account, n8n } = world();
		await canvas.import(readyFile('appointment-reminder'));
		const imported = async () => (await findWorkflow(session, canvas.workflowId)) ?? undefined;
		const workflow = await poll(imported, { what: 'n8n to save the workflow' });
		// The reason why docs/import-a-workflow.md tells of n8n's time zone.
		expect(workflow.settings).not.toHaveProperty('timezone');
		sandbox.provider.reset();
		await publishWorkflow(session, workflow);

		const { page } = editor;
		const { webhookId } = workflow.nodes.find(({ name }) => name === 'New appointment')!;
		await page.goto(`${n8n.url}/form/${webhookId}`);
		for (const [index, value] of ['Dana', '050-123-4567', inDays(1), '10:30'].entries())
			await page.locator('form input:not([type=hidden])').nth(index).fill(value);
		await page.getByRole('button', { name: 'Enter' }).click();
		await page.getByText('The appointment is entered.').waitFor();

		await canvas.open(workflow.id);
		await canvas.fit();
		await canvas.executeFrom('Every morning');
		const message = await poll(
			() => sandbox.provider.accounts.get(account.from).customers.find('972501234567')?.messages[0],
			{ what: 'the reminder' },
		);
		expect(message).toMatchObject({
			kind: 'template',
			text: expect.stringContaining('Hello Dana, we are expecting you on') as unknown,
		});
		sandbox.provider.phone('972501234567').tap('Confirm', message.unique);
		await poll(() => sandbox.provider.accounts.get().customers.at('972501234567').messages[2], { what: 'the reply' });
		expect(await (await DataTables.of(session)).rows('Appointments')).toMatchObject([{ status: 'confirmed' }]);
		await unpublishWorkflow(session, workflow);
	});

	it('imports a workflow beside one that is published, and publishes it too: each has addresses of its own', async () => {
		const { session } = world();
		const addresses: unknown[] = [];
		for (let time = 0; time < 2; time++) {
			await canvas.import(readyFile('approval-by-whatsapp'));
			const imported = async () => (await findWorkflow(session, canvas.workflowId)) ?? undefined;
			const workflow = await poll(imported, { what: 'n8n to save the workflow' });
			await publishWorkflow(session, workflow);
			const called = workflow.nodes.filter(({ type }) => /webhook|Trigger$/.test(type));
			addresses.push(...called.map(({ webhookId, parameters }) => parameters.path || webhookId));
		}
		expect(addresses).toEqual(Array(6).fill(expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)));
		expect(new Set(addresses).size).toBe(6);
	});
});
