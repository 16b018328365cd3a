import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { withAddresses } from './editor/addresses';
import type { Credential, WorkflowFile } from './editor/types';
import { inProject } from './project';

/** A workflow of the folder examples/, and how to set it off. */
export interface Example {
	/** The file's name without `.json`. */
	name: string;
	/** The number that the message goes to. */
	customer: string;
	/** What the customer writes first, where the message may only follow one. */
	question?: string;
	/** What the shop's system posts to the workflow's webhook. */
	event: Readonly<Record<string, unknown>>;
}

const shoes = 'יש לכם נעלי ריצה במידה 38? 👟';

export const examples = {
	crmEvent: {
		name: 'crm-event-to-template',
		customer: '972501234567',
		event: {
			contact: { firstName: 'Dana', phone: '+972 50-123-4567', email: 'dana@example.com' },
			offer: { discount: '20%', product: 'running shoes', branch: 'Haifa' },
		},
	},
	question: {
		name: 'question-to-buttons',
		customer: '972521112233',
		question: shoes,
		event: { from: '972521112233', name: 'נועה', text: shoes },
	},
	menu: {
		name: 'menu-to-list',
		customer: '972543334455',
		question: 'Hi! 👋',
		event: { from: '054-333-4455', name: 'Omer', text: 'Hi! 👋' },
	},
	approval: {
		name: 'approval-by-whatsapp',
		customer: '972501112233',
		question: 'Good morning',
		event: {
			seller: 'Dana',
			manager: '050-111-2233',
			customer: { name: 'נועה', phone: '052-111-2233' },
			product: 'a sofa',
			price: '3,990 ₪',
			discount: '20%',
		},
	},
	appointment: {
		name: 'appointment-confirmation',
		customer: '972545556677',
		question: 'אפשר לקבוע תור?',
		event: { name: 'דויד', phone: '054-555-6677', day: '27/12/2026', time: '10:00', shop: '050-111-2233' },
	},
} as const satisfies Record<string, Example>;

/** The id under which n8n stores an example. */
export const exampleId = ({ name }: Example): string => `example-${name}`;

const PACKAGE = 'n8n-nodes-99digital.';

export interface ExampleFile {
	workflow: WorkflowFile;
	/** Tells whether the file has changed. */
	hash: string;
}

/**
 * Reads a workflow of examples/, and gives its 99digital nodes the credential and its webhooks their addresses, which a
 * file to share cannot name. The addresses stay the same from start to start.
 */
export async function readExample(example: Example, credential: Credential): Promise<ExampleFile> {
	const source = await readFile(inProject('examples', `${example.name}.json`), 'utf8');
	const workflow = withAddresses(JSON.parse(source) as WorkflowFile, ({ id }) => id);
	const { type, id, name } = credential;
	for (const node of workflow.nodes) {
		if (node.type.startsWith(PACKAGE)) node.credentials = { [type]: { id, name } };
	}
	return { workflow, hash: createHash('sha256').update(source).digest('hex') };
}
