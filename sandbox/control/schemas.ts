import { acceptedEffects, unacceptedEffects } from '../behaviour';
import { operations } from '../operations';
import { templateStatuses } from '../templates';
import { uniqueForms } from '../unique';

/** A JSON object with these properties and no others. */
export const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});

export const string = { type: 'string' } as const;
export const filled = { type: 'string', minLength: 1 } as const;
export const flag = { type: 'boolean' } as const;
export const number = { type: 'number' } as const;
export const positive = { type: 'integer', minimum: 1 } as const;
export const milliseconds = { type: 'integer', minimum: 0 } as const;

export const mediaKind = { enum: ['image', 'audio', 'video', 'ptt', 'document'] } as const;
export const ack = { enum: [0, 1, 2, 3] } as const;

export const oneOf = (values: Iterable<unknown>) => ({ enum: [...values] });

export const uniqueForm = oneOf(uniqueForms);

const inAnyCase = (words: readonly string[]) =>
	oneOf(words.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]));

/** Demands a property of the objects whose `key` has a value. */
const needs = (key: string, value: string, property: string) => ({
	if: { properties: { [key]: { const: value } }, required: [key] },
	then: { properties: { [property]: {} }, required: [property] },
});

export const behaviour = {
	...object(
		{
			effect: oneOf(['latency', 'rateLimit', 'refuse', ...unacceptedEffects, ...acceptedEffects]),
			ms: milliseconds,
			perSecond: { type: 'integer', minimum: 0 },
			reason: positive,
			operation: oneOf(operations.keys()),
			to: filled,
			times: positive,
		},
		['effect'],
	),
	allOf: [
		needs('effect', 'latency', 'ms'),
		needs('effect', 'rateLimit', 'perSecond'),
		needs('effect', 'refuse', 'reason'),
	],
};

const header = {
	...object({ type: oneOf(['text', 'image', 'video', 'document']), text: filled }, ['type']),
	allOf: [needs('type', 'text', 'text')],
};

const button = {
	...object({ type: oneOf(['reply', 'call', 'website']), text: filled, phone: filled, url: filled }, ['type', 'text']),
	allOf: [needs('type', 'call', 'phone'), needs('type', 'website', 'url')],
};

export const templates = {
	type: 'array',
	items: object(
		{
			name: filled,
			language: filled,
			category: oneOf([1, 2, 3]),
			status: inAnyCase(templateStatuses),
			header,
			body: filled,
			footer: string,
			buttons: { type: 'array', items: button },
			coupon: object({ expires: flag }),
		},
		['name', 'language', 'category', 'status', 'body'],
	),
};

/** Which account; the first one when `from` is left out. */
export interface OfAccount {
	Querystring: { from?: string };
}
export const ofAccount = { querystring: object({ from: filled }, []) };

/** How many of the last entries. A query holds only text. */
export interface Count {
	limit?: string;
}
export const count = { type: 'string', pattern: '^[1-9]\\d*$' } as const;

export const downloads = object({ hosts: { type: 'array', items: filled }, timeoutMs: positive }, []);

export const webhookSettings = object(
	{
		...{ speed: { type: 'number', exclusiveMinimum: 0 }, timeoutMs: positive },
		...{ buttonIdField: filled, listIdField: filled, uniqueForm },
	},
	[],
);
