import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { INodeTypeDescription } from 'n8n-workflow';

import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
import { lintEnvironment, root } from '../support/project';

const descriptions = {
	NinetyNineDigital: new NinetyNineDigital().description,
	NinetyNineDigitalTrigger: new NinetyNineDigitalTrigger().description,
};

/** Runs a development tool in a process of its own, since jest cannot load its configuration. */
const run = (tool: string, args: string[], input?: string) =>
	spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
		cwd: root,
		encoding: 'utf8',
		env: lintEnvironment,
		input,
	}).stdout;

const lint = (args: string[], input?: string) => run('eslint/bin/eslint.js', args, input);

/**
 * The description as if it had been written by hand: n8n's rules read literals, not what functions return. What belongs
 * to a webhook is written by hand anyway, beside the methods that n8n's rules demand with it.
 */
function printed(className: string, { webhooks, ...description }: INodeTypeDescription): string {
	const literal = inspect(description, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 120 });
	return [
		"import { NodeConnectionTypes as types, type INodeType, type INodeTypeDescription } from 'n8n-workflow';",
		'export const NodeConnectionTypes = types;',
		`export class ${className} implements INodeType {`,
		`	description: INodeTypeDescription = ${literal.replace(/\[ 'main' \]/g, '[NodeConnectionTypes.Main]')};`,
		'}',
		'',
	].join('\n');
}

const lintPrinted = (className: string, description: INodeTypeDescription) =>
	lint(
		['--stdin', '--stdin-filename', `nodes/NinetyNineDigital/${className}.node.ts`],
		printed(className, description),
	);

describe("n8n's two lint plugins", () => {
	it('find nothing in the sources', () => {
		expect(lint(['.'])).toBe('');
	});

	it.each(Object.entries(descriptions))('find nothing in the printed description of %s', (className, description) => {
		expect(lintPrinted(className, description)).toBe('');
	});

	it('would find a mistake in a generated field', () => {
		const { NinetyNineDigital: description } = descriptions;
		const simplify = description.properties.find(({ name }) => name === 'simplify')!;
		const broken = { ...description, properties: [{ ...simplify, description: 'returns less.' }] };
		expect(lintPrinted('NinetyNineDigital', broken)).toContain('node-param-description-boolean-without-whether');
	});
});

it('formats all files in one way', () => {
	expect(run('prettier/bin/prettier.cjs', ['--list-different', '.'])).toBe('');
});
