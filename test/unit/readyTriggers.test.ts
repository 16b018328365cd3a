import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';

import { root } from '../support/project';
import { NODE, workflowWith } from '../support/workflow';

const workflow = workflowWith({});
const evaluator = workflow.getNode(NODE)!;

/** The texts with expressions in the parameters of a box. */
function expressionsOf(example: string, box: string): string[] {
	const { nodes } = JSON.parse(readFileSync(join(root, 'examples', `${example}.json`), 'utf8')) as { nodes: INode[] };
	const texts = (part: unknown): string[] => {
		if (typeof part === 'string') return part.startsWith('=') ? [part] : [];
		return typeof part === 'object' && part !== null ? Object.values(part).flatMap(texts) : [];
	};
	return texts(nodes.find(({ name }) => name === box)!.parameters);
}

/** What a box makes of an item. */
const read = (example: string, box: string, item: IDataObject): unknown[] =>
	expressionsOf(example, box).map((expression) =>
		workflow.expression.getSimpleParameterValue(evaluator, expression.replaceAll('$json', '$given'), 'internal', {
			$given: item,
		}),
	);

const person = {
	meta: { action: 'create', entity: 'person' },
	data: { id: 7, first_name: 'Dana', phones: [{ value: '050-123-4567', primary: true }] },
};

const order = {
	...{ number: '1001', status: 'processing', currency: 'ILS', total: '458.00' },
	...{ billing: { first_name: 'נועה', phone: '052-111-2233' }, line_items: [{ name: 'גרביים 🧦' }] },
	meta_data: [{ key: 'tracking_number', value: 'RR123456785IL' }],
};

it.each([
	['pipedrive-lead', 'The person', person, ['7', 'Dana', '050-123-4567', 'create person']],
	[
		'order-status-document',
		'The order',
		order,
		['1001', 'processing', 'נועה', '052-111-2233', '458.00 ILS', 'https://www.example.com/invoices/1001.pdf'].concat(
			'RR123456785IL',
		),
	],
	['review-after-purchase', 'The purchase', order, ['נועה', '052-111-2233', 'גרביים 🧦']],
])("%s: %s reads what n8n's own trigger puts out as it reads what is posted", (example, box, told, values) => {
	expect(read(example, box, told).map(String)).toEqual(values);
	expect(read(example, box, { body: told })).toEqual(read(example, box, told));
});

it("hubspot-lead reads the contact that n8n's own trigger puts out under another name", () => {
	const [posted] = read('hubspot-lead', 'Read the contact', { objectId: 4711 });
	expect(posted).toContain('/contacts/4711?');
	expect(read('hubspot-lead', 'Read the contact', { contactId: 4711 })).toEqual([posted]);
});

it.each([
	['050-123-4567 1042 350.pdf', ['050-123-4567', '1042', '350', 'F1']],
	['+972501234567  1042 1,350 ₪.PDF', ['+972501234567', '1042', '1,350 ₪', 'F1']],
])('invoice-as-pdf reads from the name of a file in Google Drive, %s, whom it goes to', (name, values) => {
	expect(read('invoice-as-pdf', 'What its name says', { name, id: 'F1' })).toEqual(values);
});
