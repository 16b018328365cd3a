import { toInternational } from '../../../../sandbox/page/phoneNumber';

it.each(['+972 50-123-4567', '00972501234567', '972501234567', '050-123-4567', '\u200e050-123-4567'])(
	'%s is an Israeli number',
	(written) => {
		expect(toInternational(written)).toBe('972501234567');
	},
);
