import fc from 'fast-check';

import { isPath, pathIn, pathOf, toId } from '../../../nodes/NinetyNineDigital/sendAndWait/token';

const SIGNATURE = 'a1'.repeat(32);
const path = `/n8n/webhook-waiting/12/6f9619ff-8b86-d011-b42d-00c04fc964ff?a=0&q=1a2b3c4d&signature=${SIGNATURE}`;

it('takes of an address what n8n has signed, and nothing of its origin', () => {
	expect(pathOf(`https://user:pass@n8n.example.com:8443${path}#part`)).toBe(path);
});

it.each([
	['text', { body: toId(path) }],
	['a number beside it', { buttonId: toId(path), unique: 7 }],
	['white space around it', { buttonId: ` ${toId(path)}\n` }],
	['depth', { interactive: [{ button_reply: { id: toId(path) } }] }],
])('finds an ID in %s', (_, payload) => {
	expect(pathIn(payload)).toBe(path);
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
	expect(pathIn({ buttonId: toId(text) })).toBeUndefined();
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

it('gives up on a payload with a million texts', () => {
	const payload = { list: [...Array<string>(2000).fill('x'), toId(path)] };
	expect(pathIn(payload)).toBeUndefined();
});
