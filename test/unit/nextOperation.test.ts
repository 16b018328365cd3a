import { adviceFor } from '../../nodes/NinetyNineDigital/form/advice';
import type { MessageKind } from '../../nodes/NinetyNineDigital/form/model';
import { toOperations, toProperties } from '../../nodes/NinetyNineDigital/form/properties';
import { body, sessionReasons, rateLimit, recipient, replyTo } from '../../nodes/NinetyNineDigital/messages/common';
import { bodyOf, issuesOf, valuesOf } from '../support/kinds';

/** What a file in messages/ would hold for the next operation. */
const sticker = {
	resource: 'message',
	operation: 'sendSticker',
	label: 'Send Sticker',
	action: 'Send sticker',
	help: 'Send a sticker',
	endpoint: 'sendSticker',
	sentAs: 'sticker',
	window: 'session',
	rows: [recipient, { ...body, max: 4096 }, replyTo],
	reasons: { ...sessionReasons, 15: rateLimit },
} as const satisfies MessageKind;

const parameters = { to: '050-123-4567', body: 'שלום 👋', replyTo: '92E004B950CCEA3C386FCFA2AAF8558A' };

describe('the next operation is one new file, from which follow', () => {
	it('its entry in the list of operations', () => {
		expect(toOperations([sticker])).toEqual([
			{
				name: 'Send Sticker',
				value: 'sendSticker',
				action: 'Send sticker',
				description: 'Send a sticker',
			},
		]);
	});

	it('its fields', () => {
		const fields = toProperties(sticker);
		expect(fields.map(({ name }) => name)).toEqual(['windowNotice', 'to', 'body', 'options']);
		expect(fields.every(({ displayOptions }) => displayOptions?.show?.operation?.[0] === 'sendSticker')).toBe(true);
		expect(fields.find(({ name }) => name === 'body')).toMatchObject({ hint: 'Up to 4096 characters', required: true });
		expect(fields.at(-1)!.options).toEqual([expect.objectContaining({ name: 'replyTo' })]);
	});

	it('its values', () => {
		expect(valuesOf(sticker, parameters)).toEqual({ ...parameters, to: '972501234567' });
	});

	it('its checks', () => {
		expect(issuesOf(sticker, parameters)).toEqual([]);
		expect(issuesOf(sticker, { to: 'me', body: 'a'.repeat(4097) })).toEqual([
			expect.stringContaining('To is "me"'),
			'Body has 4097 characters; at most 4096 are allowed',
		]);
	});

	it('its request', () => {
		expect(bodyOf(sticker, parameters)).toEqual({ ...parameters, to: '972501234567' });
	});

	it('its advice', () => {
		expect(adviceFor(sticker, 7).message).toContain('24-hour window');
		expect(adviceFor(sticker, 9).message).toContain('does not know yet: 9');
	});
});
