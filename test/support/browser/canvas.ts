import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { around, boxOf } from './boxes';
import type { Editor } from './editor';

/** Room around a picture for what stands beside a box, its name for one, in pixels of the page. */
const MARGIN = 64;

/** How often the canvas is looked at until it stands still. */
const LOOK_MS = 100;

/** The canvas of n8n's editor, with the steps that a person takes on it. */
export class Canvas {
	constructor(private readonly editor: Editor) {}

	/** Opens an empty workflow and imports a file into it by the menu. */
	async import(file: string): Promise<void> {
		await this.editor.visit('/workflow/new', this.editor.page.getByTestId('canvas-plus-button'));
		await this.importFile(file);
	}

	/** Imports a file by the menu into the empty workflow on the screen. */
	async importFile(file: string): Promise<void> {
		const { page } = this.editor;
		await page.getByTestId('canvas-plus-button').waitFor();
		await page.getByTestId('workflow-menu').click();
		await page.getByRole('menuitem', { name: 'Import', exact: true }).hover();
		const chooser = page.waitForEvent('filechooser');
		await page.getByRole('menuitem', { name: 'From file' }).click();
		await (await chooser).setFiles(file);
		await this.nodes.first().waitFor();
		await this.settle();
	}

	/** Opens a workflow that n8n has stored. */
	async open(workflowId: string): Promise<void> {
		await this.editor.visit(`/workflow/${workflowId}`, this.nodes.first());
		await this.settle();
	}

	/** The id of the workflow on the canvas, which n8n saves by itself. */
	get workflowId(): string {
		return new URL(this.editor.page.url()).pathname.split('/').at(-1)!;
	}

	/** The names of the boxes with a red mark. */
	async marked(): Promise<string[]> {
		const marked = this.editor.page.locator('[data-test-id=canvas-node]:has([data-test-id=node-issues])');
		return await marked.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-node-name') ?? '').sort());
	}

	/** The notes that do not show all their words. */
	async cutNotes(): Promise<string[]> {
		return await this.editor.page.getByTestId('sticky').evaluateAll((notes) => {
			const isCut = ({ scrollHeight, clientHeight }: Element) => clientHeight > 0 && scrollHeight > clientHeight + 2;
			return notes.filter((note) => Array.from(note.querySelectorAll('*')).some(isCut)).map((note) => note.textContent);
		});
	}

	/** Points at a box that starts the workflow, and clicks the button that appears beside it. */
	async executeFrom(name: string): Promise<void> {
		await this.node(name).hover();
		await this.editor.page.getByTestId(`execute-workflow-button-${name}`).click();
	}

	/** Opens a box and chooses its credential. */
	async chooseCredential(name: string, credential: string): Promise<void> {
		const { page } = this.editor;
		await this.openBox(name);
		await page.getByTestId('node-credentials-select').click();
		const offered = page.locator('[data-test-id^=node-credentials-select-item-]:visible');
		await offered.filter({ hasText: credential }).first().click();
		await this.closePanel();
	}

	/** Opens a box. */
	async openBox(name: string): Promise<void> {
		await this.node(name).dblclick();
	}

	/** Goes back from the panel of a box. */
	async closePanel(): Promise<void> {
		await this.editor.page.getByTestId('ndv-close-button').click();
		await this.settle();
	}

	/** The words beside the outputs of a box, from top to bottom. */
	async outputs(name: string): Promise<string[]> {
		const handles = this.editor.page.locator(`[data-test-id=canvas-node-output-handle][data-node-name="${name}"]`);
		return (await handles.allInnerTexts()).map((text) => text.trim());
	}

	/**
	 * A picture of boxes with all that lies between them.
	 * @param names everything on the canvas when left out
	 */
	async photograph(path: string, names?: readonly string[]): Promise<void> {
		const { page } = this.editor;
		await page.mouse.move(0, 0);
		const shown = names ? names.map((name) => this.node(name)) : await this.everything.all();
		const clip = around(await Promise.all(shown.map(boxOf)), MARGIN);
		await page.screenshot({ path, animations: 'disabled', scale: 'css', clip });
	}

	/** Brings all of the canvas into sight. */
	async fit(): Promise<void> {
		await this.editor.page.getByTestId('zoom-to-fit').click();
		await this.settle();
	}

	private get nodes(): Locator {
		return this.editor.page.getByTestId('canvas-node');
	}

	private get everything(): Locator {
		return this.editor.page.locator('[data-test-id=canvas-node], [data-test-id=sticky]');
	}

	private node(name: string): Locator {
		return this.editor.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** n8n moves the canvas about for a moment after it has opened. */
	private async settle(): Promise<void> {
		let before: string | undefined;
		for (;;) {
			const boxes = await Promise.all((await this.everything.all()).map((element) => element.boundingBox()));
			const now = JSON.stringify(boxes);
			if (now === before) return;
			before = now;
			await delay(LOOK_MS);
		}
	}
}
