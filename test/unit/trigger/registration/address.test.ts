import {
	isSameAddress,
	isSameNode,
	isSamePlace,
	isTriggerAddress,
	samePrefix,
	withoutQuery,
	withScheme,
	withSecret,
} from '../../../../nodes/NinetyNineDigital/trigger/registration/address';

const LIVE = 'https://n8n.example.com/webhook/1f2e/webhook';
const TEST = 'https://n8n.example.com/webhook-test/1f2e/webhook';

it('puts the secret into the query, beside what is there', () => {
	expect(withSecret(LIVE, 'a-b_c')).toBe(`${LIVE}?secret=a-b_c`);
	expect(withSecret(`${LIVE}?x=1`, 's')).toBe(`${LIVE}?x=1&secret=s`);
});

it.each([
	[`${LIVE}?secret=s#x`, LIVE],
	[`${LIVE}/`, LIVE],
	['crm.example.com/hook?token=1', 'https://crm.example.com/hook'],
	['', ''],
	['not an address', ''],
])('without its query %j is %j', (address, bare) => {
	expect(withoutQuery(address)).toBe(bare);
});

it.each([
	[LIVE, `${LIVE}/?secret=s`, true],
	['n8n.example.com/webhook/1f2e/webhook', LIVE, true],
	[LIVE, TEST, false],
	[LIVE, 'http://n8n.example.com/webhook/1f2e/webhook', false],
	['', '', false],
])('%j and %j are the same place: %p', (one, other, expected) => {
	expect(isSamePlace(one, other)).toBe(expected);
});

it.each([
	[`${LIVE}?secret=s`, `${LIVE}/?secret=s`, true],
	[`${LIVE}?secret=s`, `${LIVE}?secret=t`, false],
	[LIVE, LIVE, false],
])('%j and %j are the same address: %p', (one, other, expected) => {
	expect(isSameAddress(one, other)).toBe(expected);
});

it.each([
	['test and production', LIVE, TEST, true],
	['behind a path', 'https://x.y/n8n/hook/1f2e/webhook', 'https://x.y/n8n/hook-test/1f2e/webhook', true],
	['the same', LIVE, LIVE, true],
	['another node', LIVE, 'https://n8n.example.com/webhook/9999/webhook', false],
	['another node under test', LIVE, 'https://n8n.example.com/webhook-test/9999/webhook', false],
	['another n8n', LIVE, 'https://other.example.com/webhook-test/1f2e/webhook', false],
	['another depth', LIVE, 'https://n8n.example.com/a/webhook/1f2e/webhook', false],
	['no address', LIVE, '', false],
])('tells whether two addresses are of one node: %s', (_, one, other, expected) => {
	expect(isSameNode(one, other)).toBe(expected);
	expect(isSameNode(other, one)).toBe(expected);
});

it.each([
	[`${LIVE}?secret=${'s'.repeat(43)}`, true],
	[`${TEST}?secret=${'s'.repeat(43)}`, true],
	[`${LIVE}?secret=short`, false],
	[LIVE, false],
	[`https://crm.example.com/hook?secret=${'s'.repeat(43)}`, false],
	['', false],
])('%j is the address of a trigger: %j', (address, expected) => {
	expect(isTriggerAddress(address)).toBe(expected);
});

it('finds the production address of a trigger whose test address is known', () => {
	const other = 'https://n8n.example.com/webhook/other/webhook';
	expect(samePrefix(`${TEST}?secret=s`, other)).toBe(`${LIVE}?secret=s`);
	expect(samePrefix('https://elsewhere.example/webhook-test/1f2e/webhook', other)).toContain('elsewhere');
});

it.each([
	['crm.example.com/hook?token=1', 'https://crm.example.com/hook?token=1'],
	['http://crm.example.com/', 'http://crm.example.com/'],
	['not an address', 'not an address'],
])('%j is requested as %j', (address, url) => {
	expect(withScheme(address)).toBe(url);
});
