import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { accountReads } from '../../nodes/NinetyNineDigital/account';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { root } from '../support/project';
import { useProvider } from '../support/provider';

interface OutputSchema {
	type: 'object';
	properties: Record<string, { type: string }>;
	version: number;
}

const provider = useProvider();

const { version } = new NinetyNineDigital().description;

/** Where n8n looks for what an operation puts out, to offer its fields before the first run. */
const folder = join(root, `nodes/NinetyNineDigital/__schema__/v${String(version)}.0.0`);

const schemaOf = (resource: string, operation: string): OutputSchema =>
	JSON.parse(readFileSync(join(folder, resource, `${operation}.json`), 'utf8'));

const operations: Array<[resource: string, operation: string]> = [
	...messageKinds.map(({ resource, operation }): [string, string] => [resource, operation]),
	...accountReads.map(({ resource, operation }): [string, string] => [resource.value, operation]),
];

/** Runs an operation with all of its fields filled in; a reaction goes to a message that the customer has. */
async function outputOf(resource: string, operation: string): Promise<IDataObject> {
	const kind = messageKinds.find((candidate) => candidate.operation === operation);
	const run = async (parameters: IDataObject) => {
		const { outputs, error } = await runNode({ parameters, credential: provider.credential });
		expect(error?.message).toBeUndefined();
		return outputs[0]![0]!.json;
	};
	if (!kind) return await run({ resource, operation });
	const { messageId } = await run(nodeParameters(kindOf('sendText'), filled.sendText!));
	return await run(nodeParameters(kind, { ...filled[operation], messageId }));
}

it('there is one for each operation, and no other', () => {
	const listed = readdirSync(folder).flatMap((resource) =>
		readdirSync(join(folder, resource)).map((file) => [resource, file.replace('.json', '')]),
	);
	expect(listed.sort()).toEqual(operations.map(([resource, operation]) => [resource, operation]).sort());
});

describe.each(operations)('the output schema of %s, %s', (resource, operation) => {
	let json: IDataObject;

	beforeEach(async () => {
		json = await outputOf(resource, operation);
	});

	it('has the fields that come out, in their order', () => {
		const { properties } = schemaOf(resource, operation);
		expect(Object.keys(properties)).toEqual(Object.keys(JSON.parse(JSON.stringify(json))));
	});

	it('has their types', () => {
		for (const [name, { type }] of Object.entries(schemaOf(resource, operation).properties)) {
			if (json[name] !== null) expect([name, typeof json[name]]).toEqual([name, type]);
		}
	});
});

describe.each(messageKinds)('every answer to $label', (kind) => {
	it('tells how long the window stays open, or that 99digital does not say', async () => {
		const { windowMinutesLeft, windowClosesAt, sentAt } = await outputOf(kind.resource, kind.operation);
		if (windowMinutesLeft === null) return expect(windowClosesAt).toBeNull();
		expect(windowMinutesLeft).toBeGreaterThan(0);
		expect(Date.parse(String(windowClosesAt)) - Date.parse(String(sentAt))).toBe(Number(windowMinutesLeft) * 60_000);
	});
});

it('tells of a closed window after a template went out instead', async () => {
	provider.sandbox.provider.reset();
	const parameters = nodeParameters(kindOf('sendText'), {
		...filled.sendText,
		windowClosed: 'sendTemplate',
		replyTo: '',
	});
	const { outputs } = await runNode({ parameters, credential: provider.credential });
	expect(outputs[0]![0]!.json).toMatchObject({ sentAs: 'template', windowMinutesLeft: null, windowClosesAt: null });
});
