import { isAllowedAddress } from '../../../nodes/NinetyNineDigital/trigger/authentication';

it.each([
	['34.165.99.212', '34.165.99.212', true],
	['::ffff:34.165.99.212', '34.165.99.212', true],
	['34.165.99.212', '10.0.0.1, ::ffff:34.165.99.212', true],
	['2A00::1', '2a00::1', true],
	['34.165.99.213', '34.165.99.212', false],
	['4.165.99.21', '34.165.99.212', false],
	[undefined, '34.165.99.212', false],
	['34.165.99.213', ' , ', true],
	[undefined, '', true],
])('%p may post if the list is %j: %p', (ip, list, expected) => {
	expect(isAllowedAddress(ip, list)).toBe(expected);
});
