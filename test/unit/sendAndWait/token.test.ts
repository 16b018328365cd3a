import fc from 'fast-check';

import {
	isPath,
	isToken,
	pathOf,
	provenPath,
	tokenKeyFrom,
	tokensIn,
	toToken,
} from '../../../nodes/NinetyNineDigital/sendAndWait/token';
import type { Payload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';

const SIGNATURE = 'a1'.repeat(32);
const NODE = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
const path = `/n8n/webhook-waiting/12/${NODE}?a=0&q=1a2b3c4d5e6f&signature=${SIGNATURE}`;

const CUSTOMER = '972501234567';
const key = tokenKeyFrom('k3y');
const token = toToken(path, CUSTOMER, key);

/** Of a customer who hides the number. */
const hidden = { from: 'IL.160', from_id: 'IL.160', phone: null };

const tap = (more: object = {}) =>
	({ hook: 'new', unique: 'T', type: 'button', body: 'Yes', from: CUSTOMER, ...more }) as Payload;

it('takes of an address what n8n has signed, and nothing of its origin', () => {
	expect(pathOf(`https://user:pass@n8n.example.com:8443${path}#part`)).toBe(path);
});

it('fits into the ID of a row, also with long execution numbers and a path of the proxy', () => {
	const long = path.replace('/12/', '/123456789012/').replace('/n8n', '/automation/n8n');
	expect(toToken(long, CUSTOMER, key).length).toBeLessThanOrEqual(200);
});

describe('is looked for', () => {
	it.each([
		['a field without documented meaning', { buttonId: token }],
		['depth', { interactive: [{ button_reply: { id: token } }] }],
		['white space around it', { buttonId: ` ${token}\n` }],
		['a picked row', { type: 'list', itemId: token }],
		['the caption of a tap', { caption: token }],
	])('in %s', (_, more) => {
		expect(tokensIn(tap(more))).toEqual([token]);
	});

	it.each([
		['a typed text', { type: 'text', body: token }],
		['the words of a button', { body: token }],
		['the name of the customer', { senderName: token }],
		['the user name', { username: token }],
		['the quote', { quote: token, quoteUnique: token }],
		['the caption of a picture', { type: 'image', caption: token }],
		['an unknown field of a text', { type: 'text', buttonId: token }],
		['an acknowledgement', { hook: 'update', buttonId: token }],
	])('never in %s', (_, more) => {
		expect(tokensIn(tap(more))).toEqual([]);
	});

	it('not without end in a payload of a million texts', () => {
		expect(tokensIn(tap({ list: [...Array<string>(2000).fill('x'), token] }))).toEqual([]);
	});
});

describe('leads to its path', () => {
	it.each([
		['the customer who was asked', {}],
		['the same with a plus', { from: `+${CUSTOMER}` }],
		['the customer whose number stands beside the user ID', { from: 'IL.160', phone: CUSTOMER }],
		['the customer, who hides the number', hidden],
	])('for %s', (_, more) => {
		expect(provenPath(token, tap(more), ['other', key])).toBe(path);
	});

	it('for a customer who was asked under a user ID', () => {
		const asked = toToken(path, 'IL.160', key);
		expect(provenPath(asked, tap({ from_id: 'IL.160' }), [key])).toBe(path);
		expect(provenPath(asked, tap(), [key])).toBeUndefined();
	});

	it('never for somebody else', () => {
		expect(provenPath(token, tap({ from: '972509999999', from_id: 'IL.160' }), [key])).toBeUndefined();
	});

	it('never without the key', () => {
		expect(provenPath(token, tap(), [])).toBeUndefined();
		expect(provenPath(token, tap(), [tokenKeyFrom('another')])).toBeUndefined();
	});

	it.each([
		['with a number', {}],
		['without one', hidden],
	])('never if a single character of it is another, for a customer %s', (_, more) => {
		for (let at = 0; at < token.length; at++)
			for (const character of 'aZ09-_./~?&=') {
				const spoilt = token.slice(0, at) + character + token.slice(at + 1);
				if (spoilt !== token) expect(provenPath(spoilt, tap(more), [key])).toBeUndefined();
			}
	});

	it.each([
		`n8n:${path}`,
		`n8n:/internal/admin/delete?x=1&signature=${'0'.repeat(64)}`,
		'n8n:',
		`${token}${token}`,
		token.replace('n8n:', ''),
	])('never from %s', (text) => {
		expect(provenPath(text, tap(), [key])).toBeUndefined();
	});
});

it('is known as one, whole or spoilt, so that nobody gets to see it', () => {
	expect([token, `${token}x`, 'n8n:', ' n8n:/'].every(isToken)).toBe(true);
	expect(['confirm', '', undefined, 7].some(isToken)).toBe(false);
});

it.each([
	'',
	path.replace('/n8n', '//evil.example/n8n'),
	path.replace('/n8n', '/\\evil.example/n8n'),
	path.replace('/n8n', 'https://evil.example/n8n'),
	path.replace('/n8n', '@evil.example/n8n'),
	path.replace('/n8n', '/n8n/..'),
	path.replace('/n8n', '/n8n/%2e%2e'),
	path.replace('?', '#?'),
	path.replace('&q', '&q=\r\nhost: evil.example&q'),
	path.replace(/signature=.*/, 'signature='),
	path.replace(/signature=../, 'signature='),
	`${path}&a=1`,
	path.replace(/\?.*/, ''),
])('takes no other text for a path: %j', (text) => {
	expect(isPath(text)).toBe(false);
});

it('never leads to another origin, whatever the text', () => {
	const own = 'https://own.example';
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'/\\@:.%2eE?#&=a1 \n') }), (text) => {
			const candidate = `${text}?signature=${SIGNATURE}`;
			return !isPath(candidate) || new URL(own + candidate).origin === own;
		}),
	);
});
