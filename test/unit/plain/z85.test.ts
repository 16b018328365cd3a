import { randomBytes } from 'node:crypto';

import { fromZ85, toZ85 } from '../../../nodes/NinetyNineDigital/plain/z85';

it('is the one of https://rfc.zeromq.org/spec/32/', () => {
	expect(toZ85(Buffer.from('864fd26fb559f75b', 'hex'))).toBe('HelloWorld');
});

it.each([[Buffer.alloc(0)], [Buffer.alloc(8, 255)], [Buffer.alloc(4)], [randomBytes(32)]])('gives %p back', (bytes) => {
	expect(fromZ85(toZ85(bytes))).toEqual(bytes);
});

it('makes something of whatever stands there', () => {
	expect(fromZ85('"~~~~~#####1')).toHaveLength(8);
});
