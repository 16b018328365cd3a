import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { callablesIn, wholeContextsIn } from '../support/functions';
import { root } from '../support/project';
import { sourcesIn } from '../support/sources';

/** n8n calls the methods of the node classes, and says what they are. */
const files = sourcesIn('nodes')
	.map(({ path }) => `${path}.ts`)
	.filter((path) => !path.endsWith('.node.ts'));

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

const callables = files.flatMap((path) => callablesIn(textOf(path)).map((found) => ({ ...found, path })));

const told = (found: typeof callables) => found.map(({ path, name }) => `${path}: ${name}`);

it('sees what is exported', () => {
	expect(callables.length).toBeGreaterThan(100);
});

it('each function that is exported has a comment', () => {
	expect(told(callables.filter(({ doc }) => doc === ''))).toEqual([]);
});

it('each one that throws says so', () => {
	expect(told(callables.filter(({ doc, throws }) => throws && !doc.includes('@throws')))).toEqual([]);
});

it("each takes of n8n's context what it touches", () => {
	expect(files.flatMap((path) => wholeContextsIn(textOf(path)).map((found) => `${path}:${found}`))).toEqual([]);
});

describe('this test finds', () => {
	it.each([
		['a throw', 'export function act() { throw new Error(); }', true],
		[
			'a throw of a function that is called',
			'export const act = () => { check(); };\nfunction check() { throw 1; }',
			true,
		],
		['a throw in a method', 'export class Act { go() { throw 1; } }', true],
		['no throw that is caught', 'export function act() { try { throw 1; } catch { return; } }', false],
		['no throw of what is handed over', 'export const act = () => safely(() => { throw 1; });', false],
	])('%s', (_, text, throws) => {
		expect(callablesIn(text)).toMatchObject([{ throws, doc: '' }]);
	});

	it('a comment', () => {
		expect(callablesIn('/** Does it. */\nexport const act = () => 1;')).toMatchObject([{ doc: '/** Does it. */' }]);
	});

	it('a whole context, alone and among others', () => {
		const text = `
			function a(context: IExecuteFunctions) {}
			function b(context: Other & IHookFunctions) {}
			function c(context: Pick<IWebhookFunctions, 'getNode'>, helpers: IExecuteFunctions['helpers']) {}`;
		expect(wholeContextsIn(text)).toEqual(['2: IExecuteFunctions', '3: IHookFunctions']);
	});
});
