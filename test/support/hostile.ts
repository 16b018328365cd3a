import fc, { type Arbitrary } from 'fast-check';

import page from '../fixtures/provider/webhooks.json';

/** Fields that no sample has: under one of them the ID of a tap comes back. */
const undocumented = ['buttonId', 'listId', 'button1_id', 'itemId1', 'payload', 'anything'];

/** Every field that an event of the provider has on its pages, and some that it may have. */
export const payloadFields = [
	...new Set([...page.samples.flatMap(({ payload }) => Object.keys(payload)), ...undocumented]),
];

/** Addresses that a server may be talked into asking, and look-alikes of those that it does ask. */
export const hostileAddresses = [
	'http://169.254.169.254/latest/meta-data/',
	'http://127.0.0.1:5678/rest/settings',
	'http://localhost/',
	'file:///etc/passwd',
	'gopher://evil.example:25/',
	'https://99digital.co.il.evil.example/a.jpg',
	'https://evil.example/api.99digital.co.il/a.jpg',
	'https://api.99digital.co.il@evil.example/a.jpg',
	'https://api.99digital.co.il:8443/a.jpg',
	'http://api.99digital.co.il/a.jpg',
	'//evil.example/a.jpg',
];

/** Texts that have broken programs before. */
export const hostileTexts = [
	...hostileAddresses,
	`n8n:/internal/admin/delete?x=1&signature=${'0'.repeat(64)}`,
	`/webhook-waiting/1/node?a=0&q=0123456789abcdef&signature=${'0'.repeat(64)}`,
	'n8n://evil.example/a?signature=',
	'n8n:/\\evil.example/a/b?a=0&signature=',
	'{{ $env.HOME }} {{ $credentials.apiKey }}',
	'={{ process.exit(1) }}',
	"'; DROP TABLE execution_entity; --",
	'<script>alert(1)</script>',
	'\r\nhost: evil.example\r\n\r\n',
	'\u0000',
	'\ud83d',
	'\u202Eשלום\u2066👋🏽',
	'__proto__',
	'constructor',
	'NaN',
	'-1e999',
	' ',
	'x'.repeat(5_000),
];

const text: Arbitrary<string> = fc.oneof(
	fc.constantFrom(...hostileTexts),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ unit: fc.constantFrom(...'n8:/.?=&~_-aא0 👋\n'), maxLength: 60 }),
);

/** A value as JSON can hold it, of any depth. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: text },
	{ weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)) },
	{ weight: 1, arbitrary: fc.jsonValue({ depthSize: 'medium' }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			JSON.parse('{ "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } }'),
			JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
			{ toString: 5, valueOf: 5, toJSON: 5 },
			Array.from({ length: 2_000 }, (_, index) => index),
		) as Arbitrary<unknown>,
	},
);

/** Something with the fields of an event, any of which may be missing or hold anything. */
export const hostileEvent: Arbitrary<Record<string, unknown>> = fc
	.tuple(
		fc.constantFrom<unknown[]>(
			'new',
			'new',
			'new',
			'update',
			'system',
			'call',
			'n8n-former',
			'constructor',
			['new'],
			7,
		),
		fc.constantFrom('text', 'button', 'list', 'image', 'location', 'reaction', 'order', 'messages', 'other'),
		fc.uuid(),
		fc.dictionary(fc.constantFrom(...payloadFields), hostileValue, { maxKeys: 12 }),
	)
	.map(([hook, type, unique, more]) => ({ unique, from: '972501234567', type, ...more, hook }));

/** The body of a post: an event, any other JSON, or no JSON at all. */
export const hostileBody: Arbitrary<string> = fc.oneof(
	{ weight: 6, arbitrary: hostileEvent.map((event) => JSON.stringify(event)) },
	{ weight: 2, arbitrary: fc.json() },
	{ weight: 1, arbitrary: hostileEvent.map((event) => JSON.stringify(event).slice(0, -3)) },
	{ weight: 1, arbitrary: text },
);
