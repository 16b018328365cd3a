import { isSafeObjectProperty, type IExecuteFunctions } from 'n8n-workflow';

import type { Values } from '../form/rows';

/**
 * What n8n writes when a person drags a field of the input into a parameter: `={{ $json.phone }}`, or with a name that is
 * no identifier `={{ $json['phone number'] }}`.
 */
const DRAGGED = /^=\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\[(['"])([\p{L}\p{M}\p{N} _.-]+)\2\])\s*\}\}$/u;

/** What is needed of n8n to read a parameter. */
export type ParameterContext = Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>;

const fieldsOf = new WeakMap<ParameterContext, Map<string, string | undefined>>();

/**
 * A parameter of one item, null if there is none. A dragged field is read from the item itself: n8n's expressions would
 * take longer than all the rest of a message.
 *
 * @throws ExpressionError if an expression fails
 */
export function readParameter(context: ParameterContext, name: string, itemIndex: number): unknown {
	const field = draggedField(context, name);
	const value = field === undefined ? undefined : context.getInputData()[itemIndex]?.json[field];
	return typeof value === 'string' || typeof value === 'number'
		? value
		: context.getNodeParameter(name, itemIndex, null);
}

/**
 * What a person has added to a collection, for one item.
 *
 * @throws ExpressionError if an expression fails
 */
export function readCollection(context: ParameterContext, name: string, itemIndex: number): Values {
	const added = Object.keys(context.getNodeParameter(name, 0, {}, { rawExpressions: true }) as Values);
	return Object.fromEntries(added.map((key) => [key, readParameter(context, `${name}.${key}`, itemIndex)]));
}

/** The field of the input that a parameter consists of, which is the same for all items. */
function draggedField(context: ParameterContext, name: string): string | undefined {
	const fields = fieldsOf.get(context) ?? new Map<string, string | undefined>();
	fieldsOf.set(context, fields);
	if (!fields.has(name)) fields.set(name, fieldIn(context.getNodeParameter(name, 0, null, { rawExpressions: true })));
	return fields.get(name);
}

function fieldIn(raw: unknown): string | undefined {
	const [, identifier, , quoted] = DRAGGED.exec(String(raw)) ?? [];
	const field = identifier ?? quoted;
	return field !== undefined && isSafeObjectProperty(field) ? field : undefined;
}
