import { randomUUID } from 'node:crypto';
import { createAndPublish, unpublishWorkflow } from '../../../host/editor/workflows';
import { localHttp } from '../../../host/localHttp';
import type { Connected } from '../../../host/world';
import { node, to } from './nodes';

/** An Excel file as n8n makes it. Numbers stay numbers, as a spreadsheet keeps them. */
export async function excelOf(
	{ session, n8n }: Connected,
	rows: ReadonlyArray<Record<string, unknown>>,
): Promise<Buffer> {
	const path = randomUUID();
	const webhook = { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'firstEntryBinary', options: {} };
	const workflow = await createAndPublish(session, {
		name: `spreadsheet ${path}`,
		nodes: [
			node('Rows', 'n8n-nodes-base.webhook', 2.1, { webhookId: path, parameters: webhook }),
			node('Each', 'n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body.rows', options: {} } }),
			node('File', 'n8n-nodes-base.convertToFile', 1.1, { parameters: { operation: 'xlsx', options: {} } }),
		],
		connections: { Rows: { main: [to('Each')] }, Each: { main: [to('File')] } },
		settings: { executionOrder: 'v1' },
	});
	const { data } = await localHttp.post<ArrayBuffer>(
		`${n8n.url}/webhook/${path}`,
		{ rows },
		{ responseType: 'arraybuffer' },
	);
	await unpublishWorkflow(session, workflow);
	return Buffer.from(data);
}

const text = (xml: string): string =>
	xml
		.replace(/&quot;/g, '"')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&');

/** The cells of an Excel file as n8n makes it, which does not compress it, row by row. */
export function cellsOf(file: Buffer): string[][] {
	const rows = file.toString('utf8').match(/<row .*?<\/row>/gs) ?? [];
	return rows.map((row) =>
		[...row.matchAll(/<c [^>]*?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell = '']) => text(cell.replace(/<[^>]+>/g, ''))),
	);
}
