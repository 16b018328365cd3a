import type { Row, TextRow } from '../../../nodes/NinetyNineDigital/form/model';
import { keyAt, rowAt, rowsFor } from '../../../nodes/NinetyNineDigital/form/rows';
import { kindWith } from '../../support/kinds';
import { isRecord } from '../../../nodes/NinetyNineDigital/plain/objects';

const title: TextRow = { type: 'text', name: 'title', label: 'Title', wire: 'itemTitle{n}', max: 24 };

describe('rowsFor', () => {
	const always: Row = { type: 'text', name: 'always', label: 'Always' };
	const media: Row = { type: 'text', name: 'media', label: 'Media', when: { header: ['image', 'video'] } };
	const both: Row = { type: 'text', name: 'both', label: 'Both', when: { header: ['image'], buttonType: ['reply'] } };
	const namesFor = (values: object) => rowsFor(kindWith(always, media, both), { ...values }).map(({ name }) => name);

	it.each([
		[{}, ['always']],
		[{ header: 'none' }, ['always']],
		[{ header: 'video' }, ['always', 'media']],
		[{ header: 'image', buttonType: 'action' }, ['always', 'media']],
		[{ header: 'image', buttonType: 'reply' }, ['always', 'media', 'both']],
	])('with %j leaves %j', (values, names) => {
		expect(namesFor(values)).toEqual(names);
	});
});

describe('keyAt', () => {
	it('puts the position into a key', () => {
		expect(keyAt('button{n}_id', 3)).toBe('button3_id');
	});

	it('leaves a key without a position alone', () => {
		expect(keyAt('footer', 3)).toBe('footer');
	});
});

describe('rowAt', () => {
	it('names the row and its key at a position', () => {
		expect(rowAt(title, 3)).toEqual({ ...title, label: 'Title 3', wire: 'itemTitle3' });
	});
});

describe('isRecord', () => {
	it.each([
		[{}, true],
		[{ a: 1 }, true],
		[null, false],
		[[], false],
		['text', false],
		[undefined, false],
	])('of %j is %j', (value, expected) => {
		expect(isRecord(value)).toBe(expected);
	});
});
