import { CUSTOMER, openWorld } from './world';

const valid = { to: CUSTOMER, body: 'How can we help?', buttonText: 'Open', itemTitle1: 'Sales' };
const send = (body: object) => openWorld().ask('sendList', { ...valid, ...body });

const refused: Array<[what: string, body: object, reason: number]> = [
	['no recipient', { to: undefined }, 4],
	['an empty body', { body: '' }, 5],
	['a body of 1025 characters', { body: 'b'.repeat(1025) }, 5],
	['a header of 61 characters', { header: '😀'.repeat(61) }, 9],
	['a footer of 61 characters', { footer: 'f'.repeat(61) }, 10],
	['no button text', { buttonText: '' }, 11],
	['a button text of 21 characters', { buttonText: 'b'.repeat(21) }, 11],
	['no first title', { itemTitle1: undefined, itemTitle2: 'Support' }, 12],
	['a first title of 25 characters', { itemTitle1: 't'.repeat(25) }, 12],
	['a tenth title of 25 characters', { itemTitle10: 't'.repeat(25) }, 13],
	['a description of 73 characters', { itemDescription1: 'd'.repeat(73) }, 14],
	['an id of 201 characters', { itemId1: 'i'.repeat(201) }, 16],
	['the same id twice', { itemId1: 'a', itemTitle2: 'Support', itemId2: 'a' }, 16],
	['the default id of another row', { itemId1: '2', itemTitle2: 'Support' }, 16],
];

describe('sendList', () => {
	it.each(refused)('refuses %s', (_, body, reason) => {
		expect(send(body)).toEqual({ status: 'FAIL', reason });
	});

	it('accepts exactly the limits, counted in code points', () => {
		const limits = {
			...{ body: '😀'.repeat(1024), header: '😀'.repeat(60), footer: '😀'.repeat(60), buttonText: '😀'.repeat(20) },
			...{ itemTitle1: '😀'.repeat(24), itemDescription1: '😀'.repeat(72), itemId1: '😀'.repeat(200) },
		};
		expect(send(limits)).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('shows ten rows with given and default ids', () => {
		const { ask, conversation } = openWorld();
		const titles = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`itemTitle${n + 1}`, `Row ${n + 1}`]));
		ask('sendList', { ...valid, ...titles, itemDescription2: 'The second', itemId2: 'second', header: 'Menu' });
		const message = conversation().at(-1);
		expect(message).toMatchObject({ kind: 'list', header: 'Menu', buttonText: 'Open' });
		expect(message?.rows).toHaveLength(10);
		expect(message?.rows?.slice(0, 3)).toEqual([
			{ title: 'Row 1', description: '', id: '1' },
			{ title: 'Row 2', description: 'The second', id: 'second' },
			{ title: 'Row 3', description: '', id: '3' },
		]);
	});
});
