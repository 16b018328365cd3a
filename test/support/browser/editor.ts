import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import type { Session } from '../../../host/editor/session';
import type { Workflow } from '../../../host/editor/types';
import { around, boxOf, standingBoxOf } from './boxes';
import { openProfile } from './chromium';
import { forDocs } from './pictures';

/** Room below the last field of a picture, in pixels of the page. */
const MARGIN = 12;
/** Above a field stands its label. */
const LABEL_HEIGHT = 34;
/** A part of a form that can be read in a moving picture. */
const PART = { width: 426, height: 538 };
/** Room around the nodes of a run, for their names and the names of their outputs. */
const RUN_MARGIN = 90;
const RUN_VIEW = { width: 1440, height: 1000 };
/** How long n8n may take to leave a page by its router, and to show the next one. */
const ROUTE_MS = 10_000;

const isSoonVisible = async (element: Locator): Promise<boolean> =>
	await element.waitFor({ timeout: ROUTE_MS }).then(
		() => true,
		() => false,
	);

/** n8n's advice to a workflow's owner covers the corner of the canvas. */
const POPOVERS = '[data-reka-popper-content-wrapper]';

selectors.setTestIdAttribute('data-test-id');

/** What a person fills into the form of Send Buttons. */
export interface ButtonsForm {
	to: string;
	body: string;
	buttons: ReadonlyArray<{ text: string; id: string }>;
}

/** A page of the browser that counts what a person does on it. */
interface Counted {
	actions: number;
}

/** n8n's editor in a browser, with the steps that a person takes in it. */
export class Editor {
	private constructor(
		readonly browser: Browser,
		readonly page: Page,
		readonly url: string,
	) {}

	/** @param height of the window; what is below it is not drawn */
	static async open(url: string, height = 1800): Promise<Editor> {
		const options = { viewport: { width: 1440, height }, deviceScaleFactor: forDocs ? 2 : 1 };
		const context = await openProfile(url, options);
		return new Editor(context.browser()!, context.pages()[0]!, url);
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	/** Spares the page on which a person signs in. */
	async signIn({ signedIn: { browserId, cookies } }: Pick<Session, 'signedIn'>): Promise<void> {
		await this.page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: this.url })));
		await this.page.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
	}

	/**
	 * Shows a page of n8n: in an editor that is open by its own router, as a link in it does, since to load the editor takes
	 * seconds. Another page comes in between, so that nothing of the one before is taken for the new one. What is counted
	 * begins anew, as it does when a page is loaded.
	 * @param sign of the page, for which it waits
	 */
	async visit(path: string, sign: Locator): Promise<void> {
		const { page, url } = this;
		const isShown = page.url().startsWith(`${url}/workflow/`) && (await this.routeTo(path, sign));
		// n8n stays where it is, or goes back there, if it saves the workflow just then.
		if (!isShown) await page.goto(`${url}${path}`);
		await sign.waitFor();
	}

	/** Whether the page has come soon. */
	private async routeTo(path: string, sign: Locator): Promise<boolean> {
		const { page } = this;
		const route = async (to: string) =>
			await page.evaluate((address) => {
				history.pushState(null, '', address);
				dispatchEvent(new PopStateEvent('popstate'));
				(window as unknown as Counted).actions = 0;
			}, to);
		await route('/no-such-page');
		const nothing = page.getByText('404 Error');
		const unsaved = page.getByRole('button', { name: 'Leave without saving' });
		await nothing.or(unsaved).first().waitFor();
		if (await unsaved.isVisible()) await unsaved.click();
		if (!(await isSoonVisible(nothing))) return false;
		await route(path);
		return await isSoonVisible(sign);
	}

	/** Opens an empty workflow, finds the node by a word, and picks one of its actions; its panel opens. */
	async addAction(search: string, node: string, action: string): Promise<void> {
		await this.openNodeSearch();
		await this.pickAction(search, node, action);
	}

	async openWorkflow({ id }: Workflow): Promise<void> {
		await this.visit(`/workflow/${id}`, this.page.getByTestId('canvas-node').first());
	}

	/** Opens a node of the open workflow by its name; its panel takes the place of another one's. */
	async openNode(name: string): Promise<void> {
		if (await this.panel.isVisible()) await this.page.keyboard.press('Escape');
		await this.panel.waitFor({ state: 'hidden' });
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
		await this.panel.waitFor();
	}

	/** Types into a field, or into the last of several of its name. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.field(parameter).locator('input, textarea').last().fill(text);
	}

	/** Fills in the form of Send Buttons, a button after the other. */
	async fillButtons({ to, body, buttons }: ButtonsForm): Promise<void> {
		await this.fill('to', to);
		await this.fill('body', body);
		for (const [index, { text, id }] of buttons.entries()) {
			if (index > 0) await this.press('Add Button');
			await this.fill('text', text);
			await this.fill('id', id);
		}
	}

	/** Opens a drop-down and picks an entry. */
	async choose(parameter: string, entry: string): Promise<void> {
		await this.field(parameter).click();
		await this.page.getByRole('option', { name: entry }).click();
	}

	/** The entries that a drop-down offers, each with its help. */
	async entries(parameter: string): Promise<string[]> {
		await this.field(parameter).click();
		const entries = this.page.getByRole('option').filter({ visible: true });
		await entries.first().waitFor();
		const texts = await entries.allInnerTexts();
		await this.page.keyboard.press('Escape');
		await entries.first().waitFor({ state: 'hidden' });
		return texts;
	}

	/** Opens a searchable list, looks for an entry and picks it. */
	async pick(parameter: string, search: string): Promise<void> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').fill(search);
		await this.page.getByTestId('rlc-item').first().click();
	}

	/** Opens a searchable list and picks an entry that it shows. */
	async pickShown(parameter: string, entry: string): Promise<void> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).click();
	}

	/** Adds one of the options of the open node, with the value that it then has. */
	async addOption(option: string): Promise<void> {
		const button = this.panel.getByRole('button', { name: 'Add Option' });
		await this.panel.getByPlaceholder('Add Option').or(button).last().click();
		const offered = this.page.getByRole('option').or(this.page.getByRole('menuitem'));
		await offered.filter({ hasText: option, visible: true }).first().click();
	}

	async press(button: string): Promise<void> {
		await this.panel.getByRole('button', { name: button, exact: true }).click();
	}

	/** Runs the open node and waits for what it puts out. */
	async execute(): Promise<string> {
		await this.page.getByTestId('node-execute-button').click();
		const output = this.page.getByTestId('output-panel').getByTestId('ndv-data-container');
		await output.waitFor();
		return await output.innerText();
	}

	/** Labels of the open node's panel that do not show all their words. */
	async cutLabels(): Promise<string[]> {
		return await this.panel.getByTestId('input-label').evaluateAll((labels) => {
			const isCut = (element: Element) => element.scrollWidth > element.clientWidth + 1;
			const cut = labels.filter((label) => [label, ...Array.from(label.querySelectorAll('*'))].some(isCut));
			const shortened = labels.filter(({ textContent }) => /(\.\.\.|…)\s*$/.test(textContent ?? ''));
			return [...cut, ...shortened].map(({ textContent }) => textContent ?? '');
		});
	}

	/** The labels of the open node's parameters from top to bottom, those of template variables left out. */
	async labels(): Promise<string[]> {
		const labels = this.panel.locator('[data-test-id=input-label]:not([data-test-id=resource-mapper-container] *)');
		const shown = await labels.filter({ visible: true }).allInnerTexts();
		return shown.map((text) => text.split('\n')[0]!.trim());
	}

	/** Elements of the open node's panel that stick out at its sides, as their tag and text. */
	async overflowing(): Promise<string[]> {
		return await this.panel.evaluate((panel) => {
			const { left, right } = panel.getBoundingClientRect();
			const out = Array.from(panel.querySelectorAll('*')).filter((element) => {
				const box = element.getBoundingClientRect();
				return box.width > 0 && element.checkVisibility() && (box.left < left - 1 || box.right > right + 1);
			});
			return out.map(({ tagName, textContent }) => `${tagName}: ${textContent}`);
		});
	}

	/** A picture of the open node's panel, from its first field to its last. */
	async photograph(path: string): Promise<void> {
		await this.page.evaluate(() => (document.activeElement as HTMLElement).blur());
		await this.page.mouse.move(0, 0);
		const panel = await boxOf(this.panel);
		const last = await boxOf(this.field('simplify'));
		const height = last.y + last.height + MARGIN - panel.y;
		await this.page.screenshot({ path, animations: 'disabled', clip: { ...panel, height } });
	}

	/** A picture of a part of the open node's panel that begins at a field. */
	async photographFrom(parameter: string): Promise<Buffer> {
		await this.page.evaluate(() => (document.activeElement as HTMLElement).blur());
		const { x } = await boxOf(this.panel);
		const { y } = await boxOf(this.panel.getByTestId(`parameter-input-${parameter}`).first());
		return await this.page.screenshot({ animations: 'disabled', clip: { x, y: y - LABEL_HEIGHT, ...PART } });
	}

	/** For each word the names of the nodes that the node search lists for it, from the top, once the node is there. */
	async search(words: readonly string[], node: string): Promise<string[][]> {
		await this.openNodeSearch();
		const names: string[][] = [];
		for (const word of words) {
			await this.page.getByTestId('node-creator-search-bar').fill('');
			await this.listed(node).waitFor({ state: 'hidden' });
			await this.page.getByTestId('node-creator-search-bar').fill(word);
			await this.listed(node).waitFor();
			names.push(await this.page.getByTestId('node-creator-item-name').allInnerTexts());
		}
		return names;
	}

	/** Opens a saved workflow, and one of its nodes. */
	async openNodeOf(workflowId: string, node: string): Promise<void> {
		await this.onCanvas(workflowId, node).then((found) => found.dblclick());
		await this.page.getByTestId('ndv').waitFor();
	}

	/** The words of each node on the canvas of the open workflow: its name, and the line below it. */
	async canvasTexts(): Promise<string[]> {
		return await this.page.getByTestId('canvas-node').allInnerTexts();
	}

	/** Opens a saved workflow, and adds an action of the node of this name behind one of its nodes; its panel opens. */
	async addActionBehind(workflowId: string, before: string, node: string, action: string) {
		await this.onCanvas(workflowId, before);
		await this.page.getByTestId('canvas-handle-plus').click();
		await this.pickAction(node, node, action, 'Enter');
	}

	/** Drags a field of the input into a parameter, and waits until it is there. */
	async drag(inputField: string, parameter: string): Promise<void> {
		const { mouse } = this.page;
		const item = this.page.getByTestId('run-data-schema-item').filter({ hasText: inputField });
		const from = await boxOf(item.getByText(inputField, { exact: true }));
		await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await mouse.down();
		await mouse.move(from.x + from.width, from.y, { steps: 5 });
		const to = await standingBoxOf(this.field(parameter));
		await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
		await mouse.up();
		await this.field(parameter).getByText(`$json.${inputField}`).first().waitFor();
	}

	/** Runs the open node and waits until its items are there. */
	async executeToEnd(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.page.getByTestId('output-panel').getByTestId('ndv-items-count').waitFor();
	}

	/** Waits until the output pane of the open node shows these words. */
	async waitForOutput(words: string): Promise<void> {
		await this.page.getByTestId('output-panel').getByText(words).first().waitFor();
	}

	/** How high the rows are, in pixels, when the open node's output is shown as a table. */
	async outputRowHeights(): Promise<number[]> {
		const output = this.page.getByTestId('output-panel');
		await output.getByTestId('radio-button-table').click();
		const rows = output.locator('tbody tr');
		await rows.first().waitFor();
		return await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
	}

	/** The words in yellow or blue above the panes of the open node, once the first ones are there. */
	async hints(): Promise<string[]> {
		const hints = this.page.getByTestId('node-hint');
		await hints.first().waitFor();
		return (await hints.allInnerTexts()).map((text) => text.trim());
	}

	/** The fields that the input pane of the open node offers, before the node in front has run or after it. */
	async offeredFields(): Promise<string[]> {
		const items = this.page.getByTestId('ndv-input-panel').getByTestId('run-data-schema-item');
		await items.first().waitFor();
		return await items.allInnerTexts();
	}

	/** Waits for words in the open node's fields, and gives all of them. */
	async panelText(words: string | RegExp): Promise<string> {
		await this.panel.getByText(words).first().waitFor();
		return await this.panel.innerText();
	}

	/** What stands in a field of the open node. */
	async valueOf(parameter: string): Promise<string> {
		return await this.field(parameter).locator('input, textarea').last().inputValue();
	}

	/** Opens a searchable list and scrolls until an entry shows up. Returns how many entries are there by then. */
	async scrollList(parameter: string, entry: string): Promise<number> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		const items = this.page.getByTestId('rlc-item');
		await items.first().waitFor();
		await items.last().scrollIntoViewIfNeeded();
		await items.filter({ hasText: entry }).waitFor({ state: 'attached' });
		return await items.count();
	}

	/** Types into the search of the open list until one entry is left, which has these words. */
	async searchList(words: string): Promise<void> {
		await this.page.getByTestId('rlc-search').pressSequentially(words);
		const items = this.page.getByTestId('rlc-item');
		await items.filter({ hasNotText: words }).first().waitFor({ state: 'detached' });
		await items.filter({ hasText: words }).waitFor();
	}

	/** Opens a list and gives what it shows instead of entries when it cannot be loaded. */
	async listFailure(parameter: string): Promise<string> {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		return await this.page.getByTestId('rlc-error-message').innerText();
	}

	/**
	 * Counts what a person does on the page that is opened next: clicks and drags, and entries into one field, with Enter at
	 * their end, or by one key.
	 */
	async countActions(): Promise<() => Promise<number>> {
		await this.page.addInitScript(() => {
			const counted = window as unknown as Counted;
			counted.actions = 0;
			let field: EventTarget | null = null;
			const count = () => (counted.actions += 1);
			const isTyped = ({ target }: Event) =>
				target instanceof HTMLElement && target.matches('input, textarea, [contenteditable=true]');
			document.addEventListener('pointerdown', () => ((field = null), count()), true);
			document.addEventListener('keydown', (event) => !isTyped(event) && count(), true);
			document.addEventListener(
				'input',
				(event) => {
					if (event.target !== field) count();
					field = event.target;
				},
				true,
			);
		});
		return async () => await this.page.evaluate(() => (window as unknown as Counted).actions);
	}

	private async openNodeSearch(): Promise<void> {
		await this.visit('/workflow/new', this.page.getByTestId('canvas-plus-button'));
		await this.page.keyboard.press('n');
	}

	/** @param by a click on the node, or Enter, which takes the first one that the search lists */
	private async pickAction(
		search: string,
		node: string,
		action: string,
		by: 'click' | 'Enter' = 'click',
	): Promise<void> {
		// Not by keys: the field gets the focus some time after it is shown.
		await this.page.getByTestId('node-creator-search-bar').fill(search);
		await this.listed(node).waitFor();
		if (by === 'Enter') await this.page.getByTestId('node-creator-search-bar').press('Enter');
		else await this.listed(node).click();
		const actions = this.page.getByTestId('node-creator-category-item').filter({ hasText: /^\s*Actions/ });
		await actions.waitFor();
		// n8n folds the actions of a node that also has a trigger.
		if (!(await this.listed(action).isVisible())) await actions.click();
		await this.listed(action).click();
		await this.panel.waitFor();
	}

	private listed = (name: string): Locator =>
		this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true });

	private async onCanvas(workflowId: string, node: string): Promise<Locator> {
		const found = this.page.getByTestId('canvas-node').filter({ hasText: node }).first();
		await this.visit(`/workflow/${workflowId}`, found);
		return found;
	}

	/** A picture of a run on the canvas, as near as its nodes are. */
	async photographRun({ id }: Workflow, execution: string): Promise<Buffer> {
		await this.page.setViewportSize(RUN_VIEW);
		const nodes = this.page.getByTestId('canvas-node');
		await this.visit(`/workflow/${id}/executions/${execution}`, nodes.first());
		const boxes = await Promise.all((await nodes.all()).map(boxOf));
		const clip = around(boxes, RUN_MARGIN);
		return await this.page.screenshot({ animations: 'disabled', clip, style: `${POPOVERS} { visibility: hidden }` });
	}

	/** The fields of the open node. */
	get panel(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	private field(parameter: string): Locator {
		return this.panel.getByTestId(`parameter-input-${parameter}`).last();
	}
}
