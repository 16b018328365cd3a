import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { MessageKind } from '../form/model';
import { bulk } from '../messages/common';
import { isBlank } from '../plain/characters';
import { clock } from '../run/clock';
import { runItems } from '../run/items';
import { type Outcome } from '../run/outcome';
import { baseUrlOf } from '../transport/post';
import { dryRun, templateReader } from './dryRun';
import { prepareMessage, sendMessage, type Message } from './message';
import { SendOnce } from './sendOnce/sendOnce';
import { withSharedKeys } from './sendOnce/sharedKeys';

/** Sends a message of this kind for each input item, many at a time; see `runItems`. */
export async function sendMessages(context: IExecuteFunctions, kind: MessageKind): Promise<INodeExecutionData[]> {
	const baseUrl = await baseUrlOf(context);
	const templates = templateReader(context);
	const cancelled = () => context.getExecutionCancelSignal()?.aborted === true;
	return await withSharedKeys(context, clock, async (keys) => {
		const once = new SendOnce(keys, { clock, cancelled });
		const send = (message: Message) => {
			if (message.dryRun) return dryRun(kind, message, templates);
			const sendNow = () => sendMessage(context, kind, message, baseUrl);
			const facts = { operation: kind.operation, to: message.body.to };
			return message.onceKey === undefined ? sendNow() : once.send(message.onceKey, facts, sendNow);
		};
		return await runItems(context, {
			...bulkOptions(context),
			verb: 'sent',
			prepare: (index) => prepare(context, kind, index, send),
		});
	});
}

type BulkRow = (typeof bulk)[number];

/** As the first item gives them; a value that cannot be used is told by each item's own check. */
function bulkOptions(context: IExecuteFunctions): Record<BulkRow['name'], number> {
	const entries = bulk.map((row) => [row.name, bulkOption(context, row)]);
	return Object.fromEntries(entries) as Record<BulkRow['name'], number>;
}

function bulkOption(context: IExecuteFunctions, { name, min, max, default: preset }: BulkRow): number {
	try {
		const raw = context.getNodeParameter(`options.${name}`, 0, preset);
		const value = isBlank(raw) ? preset : Number(raw);
		return Number.isInteger(value) && value >= min && value <= max ? value : preset;
	} catch {
		return preset;
	}
}

function prepare(
	context: IExecuteFunctions,
	kind: MessageKind,
	index: number,
	send: (message: Message) => Promise<Outcome>,
) {
	const prepared = prepareMessage(context, kind, index);
	if ('failure' in prepared) return { outcome: { done: false, failure: prepared.failure } as const };
	const { message } = prepared;
	return { job: { recipient: String(message.body.to), send: () => send(message) } };
}
