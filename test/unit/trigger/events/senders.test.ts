import { readPayload } from '../../../../nodes/NinetyNineDigital/trigger/events/payload';
import { isFrom } from '../../../../nodes/NinetyNineDigital/trigger/events/senders';

const message = (fields: object) =>
	readPayload({ hook: 'new', unique: 'M1', from: '972501234567', ...fields }, undefined)!;

it.each([
	['everybody', '', {}, true],
	['everybody', ' \n', {}, true],
	['a number as people write it', '+972 50-123-4567', {}, true],
	['a local number', '050-123-4567', {}, true],
	['one of several', '0509999999, 972501234567', {}, true],
	['one of several lines', '0509999999\n972501234567', {}, true],
	['a user ID', 'IL.1605856887361213', { from: 'IL.1605856887361213' }, true],
	['a user ID beside the number', 'IL.1605856887361213', { from_id: 'IL.1605856887361213' }, true],
	['another number', '0509999999', {}, false],
	['something that is no number', 'Ronen', {}, false],
])('lets through %s: %s', (_, wanted, fields, expected) => {
	expect(isFrom(message(fields), wanted)).toBe(expected);
});

it('knows the customer of a notice', () => {
	const notice = readPayload({ hook: 'system', type: 'messages', unique: 'M1', messageTo: '972501234567' }, undefined)!;
	expect(isFrom(notice, '0501234567')).toBe(true);
});
