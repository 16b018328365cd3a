import {
	deriveSecret,
	fingerprint,
	hasFingerprint,
	isSame,
} from '../../../../nodes/NinetyNineDigital/trigger/registration/secret';

const secret = deriveSecret('key', 'workflow', 'node');

it('derives the same secret every time, and another for each key, workflow and node', () => {
	const others = [
		deriveSecret('other', 'workflow', 'node'),
		deriveSecret('key', 'other', 'node'),
		deriveSecret('key', 'workflow', 'other'),
		deriveSecret('key', 'workflownode', ''),
	];
	expect(deriveSecret('key', 'workflow', 'node')).toBe(secret);
	expect(new Set([secret, ...others]).size).toBe(5);
});

it('needs no escaping in an address', () => {
	expect(encodeURIComponent(secret)).toBe(secret);
});

it.each(['', 'x', `${secret}x`, secret.slice(1), secret.toUpperCase(), '💥'.repeat(1000)])('refuses %j', (given) => {
	expect(isSame(given, secret)).toBe(false);
	expect(hasFingerprint(given, fingerprint(secret))).toBe(false);
});

it('knows the right one, by itself and by its fingerprint', () => {
	expect(isSame(secret, secret)).toBe(true);
	expect(hasFingerprint(secret, fingerprint(secret))).toBe(true);
});

it.each(['', 'zz', 'abcd'])('knows nothing by the broken fingerprint %j', (print) => {
	expect(hasFingerprint(secret, print)).toBe(false);
});
