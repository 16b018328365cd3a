import type { INode, INodeExecutionData, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { isSimplified, withFields } from '../../../nodes/NinetyNineDigital/form/toolOutput';
import { NinetyNineDigital } from '../../../nodes/NinetyNineDigital/NinetyNineDigital.node';

const { description } = new NinetyNineDigital();

/** The parameters that are left when n8n loads a node, with the names of those that a person sees. */
function shown(name: string, parameters: INode['parameters']) {
	const type = { ...description, name } as INodeTypeDescription;
	const node: INode = { id: '1', name: 'WhatsApp', type: name, typeVersion: 1, position: [0, 0], parameters };
	return NodeHelpers.getNodeParameters(type.properties, parameters, true, false, node, type)!;
}

const TOOL = 'ninetyNineDigitalTool';

const reader = (parameters: object) => (name: string) => (parameters as Record<string, unknown>)[name];

const sent = { json: { messageId: 'M1', to: '972501234567', sentAt: '2027-01-31T16:00:00.000Z' }, pairedItem: 0 };

it('offers an output to agents alone, and what was saved without it stays as it was', () => {
	const operation = { resource: 'message', operation: 'sendText' };
	expect(shown('ninetyNineDigital', { ...operation, output: 'raw' })).not.toHaveProperty('output');
	const tool = shown(TOOL, operation);
	expect(tool).toMatchObject({ simplify: true, output: 'simplified' });
	expect(isSimplified(reader(tool))).toBe(true);
	const raw = shown(TOOL, { ...operation, simplify: false });
	expect(raw).not.toHaveProperty('output');
	expect(isSimplified(reader(raw))).toBe(false);
});

it.each(['sendAndWait', 'check'])('offers none where it would change nothing: %s', (operation) => {
	const resource = operation === 'check' ? 'account' : 'message';
	expect(shown(TOOL, { resource, operation, output: 'raw' })).not.toHaveProperty('output');
});

it('asks for fields where fields are selected', () => {
	const operation = { resource: 'message', operation: 'sendText', outputFields: 'to' };
	expect(shown(TOOL, { ...operation, output: 'selected' })).toHaveProperty('outputFields', 'to');
	expect(shown(TOOL, { ...operation, output: 'raw' })).not.toHaveProperty('outputFields');
});

it.each([
	['raw', false],
	['selected', true],
	['simplified', true],
	[null, true],
])('simplifies by output %s: %s', (output, simplified) => {
	expect(isSimplified(reader({ simplify: true, output }))).toBe(simplified);
});

const fieldsOf = (items: INodeExecutionData[], outputFields: string) =>
	withFields(items, reader({ output: 'selected', outputFields }));

it.each(['to, sentAt', ' to,sentAt,', 'to sentAt', 'to, sentAt, toString, nothing'])(
	'hands over the fields of "%s", and the link to the item that came in',
	(outputFields) => {
		const { to, sentAt } = sent.json;
		expect(fieldsOf([sent], outputFields)).toEqual([{ json: { to, sentAt }, pairedItem: 0 }]);
	},
);

it('leaves whole what tells of a refusal or of a dry run', () => {
	const refused = { json: { error: 'no', sent: 'no' } };
	const dry = { json: { dryRun: true, to: '972501234567' } };
	const [first, second] = fieldsOf([refused, dry], 'to');
	expect(first).toBe(refused);
	expect(second).toBe(dry);
});

it('changes nothing where no fields are selected', () => {
	const items = [sent];
	expect(withFields(items, reader({ output: 'simplified', outputFields: 'to' }))).toBe(items);
	expect(withFields(items, reader({}))).toBe(items);
});
