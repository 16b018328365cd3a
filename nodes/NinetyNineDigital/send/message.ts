import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { linkFiles, withoutLinks, type FileContext } from '../files/fileLink';
import { toBody, toFallbackBody } from '../form/body';
import { fallbackKind } from '../form/advice';
import { findIssues } from '../form/issues';
import type { Form, MessageKind } from '../form/model';
import { toCountryCode } from '../form/recipient';
import { simplifyResponse } from '../form/response';
import type { Values } from '../form/rows';
import { isSimplified } from '../form/toolOutput';
import { toValues } from '../form/values';
import { countryCode, dryRun as dryRunRow } from '../messages/common';
import { invalidItem, lost, refusal, unreadableItem, type Failure } from '../run/failure';
import type { Outcome } from '../run/outcome';
import { post } from '../transport/post';
import { readCollection, readParameter, type ParameterContext } from './parameters';

/** What is needed of n8n to read an item. */
export type SendContext = ParameterContext & Pick<IExecuteFunctions, 'getTimezone'>;

/** An item that may be sent: its request, what to send if the window is closed, and how to show the response. */
export interface Message {
	readonly body: IDataObject;
	readonly fallbackBody?: IDataObject;
	readonly simplified: boolean;
	/** Used for one message only, over all runs of the node. */
	readonly onceKey?: string;
	readonly dryRun: boolean;
}

/** A message, or why it cannot be sent, and whether sending was asked for at all. */
export type Prepared = { readonly message: Message } | { readonly failure: Failure; readonly dryRun: boolean };

/** One item from n8n's parameters to its request. Never throws, and sends nothing. */
export function prepareMessage(context: SendContext, kind: MessageKind, itemIndex: number): Prepared {
	try {
		const values = readValues(context, kind, itemIndex);
		const issues = findIssues(kind, values);
		if (issues.length > 0) return { failure: invalidItem(issues), dryRun: values[dryRunRow.name] === true };
		return {
			message: {
				body: toBody(kind, values),
				fallbackBody: toFallbackBody(kind, values),
				simplified: isSimplified((name) => context.getNodeParameter(name, itemIndex, null)),
				dryRun: values[dryRunRow.name] === true,
				onceKey: String(values.sendOnceKey ?? '').trim() || undefined,
			},
		};
	} catch (cause) {
		return { failure: unreadableItem(cause as Error), dryRun: isDryRun(context, itemIndex) };
	}
}

/** Where another parameter of the item cannot be read. */
function isDryRun(context: SendContext, itemIndex: number): boolean {
	try {
		return readParameter(context, `options.${dryRunRow.name}`, itemIndex) === true;
	} catch {
		return false;
	}
}

/**
 * Sends a message once and judges the response; where the provider refuses it for a reason of the kind's fallback, sends
 * that. Never throws.
 *
 * @param operation what the person chose, also where something else was sent in the end
 */
export async function sendMessage(
	context: FileContext,
	kind: MessageKind,
	{ body, fallbackBody, simplified }: Omit<Message, 'dryRun'>,
	baseUrl: string,
	operation = kind.operation,
): Promise<Outcome> {
	const linked = await linkFiles(context, body);
	if ('failure' in linked) return { done: false, failure: linked.failure };
	const result = await post(context, baseUrl, kind.endpoint, linked.body, timeoutOf(kind, body));
	if (result.status === 'lost') return { done: false, failure: lost(result.loss) };
	if (result.status === 'ok') {
		const response = withoutLinks(result.response, linked.links);
		const json = simplified ? { ...simplifyResponse(kind, response, body, new Date()), operation } : response;
		return { done: true, json: [json] };
	}
	const instead = fallbackKind(kind);
	if (instead && fallbackBody && kind.fallback?.reasons.includes(result.reason ?? 0)) {
		return await sendMessage(context, instead, { body: fallbackBody, simplified }, baseUrl, operation);
	}
	return { done: false, failure: refusal(kind, result.reason) };
}

/**
 * How long the provider may take to respond to a request, in milliseconds; undefined for the usual time.
 *
 * @param body the request, in the provider's keys
 */
function timeoutOf({ rows }: MessageKind, body: IDataObject): number | undefined {
	const slow = rows.find((row) => row.type === 'flag' && row.timeoutMs && row.wire && body[row.wire] === 1);
	return slow?.type === 'flag' ? slow.timeoutMs : undefined;
}

/**
 * The values of one item from n8n's parameters.
 *
 * @throws ExpressionError if an expression fails
 */
export function readValues(context: SendContext, form: Form, itemIndex: number): Values {
	const parameters = readParameters(context, form, itemIndex);
	return toValues(form, parameters, {
		countryCode: toCountryCode(String(parameters.countryCode ?? '')) ?? countryCode.default,
		timezone: context.getTimezone(),
		now: new Date(),
		item: context.getInputData()[itemIndex]?.json ?? {},
		binary: context.getInputData()[itemIndex]?.binary,
	});
}

function readParameters(context: SendContext, form: Form, itemIndex: number): Values {
	const read = (name: string) => readParameter(context, name, itemIndex);
	const top = form.rows.filter((row) => !row.optional).map(({ name }) => [name, read(name)]);
	return { ...Object.fromEntries(top), ...readCollection(context, 'options', itemIndex) };
}
