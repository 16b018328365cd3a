import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FileContext } from '../files/fileLink';
import type { MessageKind } from '../form/model';
import { bulk, sendOnceKey } from '../messages/common';
import { isBlank } from '../plain/characters';
import { clock } from '../run/clock';
import { runItems, type RunContext } from '../run/items';
import { baseUrlOf } from '../transport/post';
import { dryRun, invalidDryRun, templateReader } from './dryRun';
import { prepareMessage, sendMessage, type Message, type Prepared, type SendContext } from './message';
import { SendOnce } from './sendOnce/sendOnce';
import { withSharedKeys, type KeysContext } from './sendOnce/sharedKeys';

type ParameterContext = Pick<IExecuteFunctions, 'getNodeParameter'>;

/**
 * Sends a message of this kind for each input item, many at a time; see `runItems`.
 *
 * @throws NodeApiError or NodeOperationError that names all items that failed, unless the node continues on failure
 */
export async function sendMessages(
	context: RunContext & SendContext & FileContext & KeysContext,
	kind: MessageKind,
): Promise<INodeExecutionData[]> {
	const baseUrl = await baseUrlOf(context);
	const templates = templateReader(context);
	const cancelled = () => context.getExecutionCancelSignal()?.aborted === true;
	const read = readerOf(context, kind);
	const stops = !context.continueOnFail();
	tellOfRetries(context);
	return await withSharedKeys(context, clock, async (keys) => {
		const once = new SendOnce(keys, { cancelled });
		const send = (message: Message) => {
			if (message.dryRun) return dryRun(kind, message, templates);
			const sendNow = () => sendMessage(context, kind, message, baseUrl);
			const facts = { operation: kind.operation, to: message.body.to };
			return message.onceKey === undefined ? sendNow() : once.send(message.onceKey, facts, sendNow);
		};
		return await runItems(context, {
			...bulkOptions(context),
			verb: 'sent',
			findFailure(index) {
				const prepared = read.ahead(index);
				return 'failure' in prepared && !prepared.dryRun ? prepared.failure : undefined;
			},
			prepare(index) {
				const prepared = read.now(index);
				if ('message' in prepared) {
					const { message } = prepared;
					return { job: { recipient: String(message.body.to), send: () => send(message) } };
				}
				const { failure } = prepared;
				const isTold = stops && prepared.dryRun;
				return { outcome: isTold ? invalidDryRun(kind, failure, index) : { done: false, failure } };
			},
		});
	});
}

/**
 * Reads items for the check before sending, and then for sending itself. What the check has read is kept until then, and let
 * go while what the node puts out, which takes more memory, comes about.
 */
function readerOf(context: SendContext, kind: MessageKind) {
	const kept = new Map<number, Prepared>();
	return {
		ahead(index: number): Prepared {
			const prepared = prepareMessage(context, kind, index);
			kept.set(index, prepared);
			return prepared;
		},
		now(index: number): Prepared {
			const prepared = kept.get(index);
			kept.delete(index);
			return prepared ?? prepareMessage(context, kind, index);
		},
	};
}

/** Retry On Fail begins with the first item again, and doubles what was sent. */
function tellOfRetries(context: ParameterContext & Pick<IExecuteFunctions, 'addExecutionHints' | 'getNode'>): void {
	const options = context.getNodeParameter('options', 0, {}, { rawExpressions: true }) as IDataObject;
	if (!context.getNode().retryOnFail || sendOnceKey.name in options) return;
	context.addExecutionHints({
		message:
			'Retry On Fail is on and there is no Send Once Key: where one item fails, the others are sent once more. Turn it off under Settings, or add Send Once Key under Options.',
		type: 'warning',
		location: 'outputPane',
	});
}

type BulkRow = (typeof bulk)[number];

/** As the first item gives them; a value that cannot be used is told by each item's own check. */
function bulkOptions(context: ParameterContext): Record<BulkRow['name'], number> {
	const entries = bulk.map((row) => [row.name, bulkOption(context, row)]);
	return Object.fromEntries(entries) as Record<BulkRow['name'], number>;
}

function bulkOption(context: ParameterContext, { name, min, max, default: preset }: BulkRow): number {
	try {
		const raw = context.getNodeParameter(`options.${name}`, 0, preset);
		const value = isBlank(raw) ? preset : Number(raw);
		return Number.isInteger(value) && value >= min && value <= max ? value : preset;
	} catch {
		return preset;
	}
}
