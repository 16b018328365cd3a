import { CUSTOMER, openWorld } from './world';

const valid = { to: CUSTOMER, body: 'How can we help?', buttonText: 'Open', itemTitle1: 'Sales' };
const send = (body: object) => openWorld().ask('sendList', { ...valid, ...body });
const shown = (body: object) => {
	const { ask, conversation } = openWorld();
	ask('sendList', { ...valid, ...body });
	return conversation().at(-1);
};

/** Each with the sentence of the page that it holds: test/fixtures/provider/sentences.json. */
const refused: Array<[sentence: string, what: string, body: object, reason: number]> = [
	['list.to', 'no recipient', { to: undefined }, 4],
	['list.reason.4', 'a recipient with a plus', { to: '+972501234567' }, 4],
	['list.reason.5', 'an empty body', { body: '' }, 5],
	['list.body', 'a body of 1025 characters', { body: 'b'.repeat(1025) }, 5],
	['list.header', 'a header of 61 characters', { header: '😀'.repeat(61) }, 9],
	['list.reason.9', 'a header of 61 Hebrew letters', { header: 'א'.repeat(61) }, 9],
	['list.footer', 'a footer of 61 characters', { footer: 'f'.repeat(61) }, 10],
	['list.reason.10', 'a footer of 61 emoji', { footer: '😀'.repeat(61) }, 10],
	['list.reason.11', 'no button text', { buttonText: '' }, 11],
	['list.buttonText', 'a button text of 21 characters', { buttonText: 'b'.repeat(21) }, 11],
	['list.reason.12', 'no first title', { itemTitle1: undefined, itemTitle2: 'Support' }, 12],
	['list.title', 'no title at all', { itemTitle1: undefined }, 12],
	['list.title', 'a first title of 25 characters', { itemTitle1: 't'.repeat(25) }, 12],
	['list.reason.13', 'a tenth title of 25 characters', { itemTitle10: 't'.repeat(25) }, 13],
	['list.description', 'a description of 73 characters', { itemDescription1: 'd'.repeat(73) }, 14],
	['list.reason.14', 'a second description of 73', { itemTitle2: 'Two', itemDescription2: '😀'.repeat(73) }, 14],
	['list.id.max', 'an id of 201 characters', { itemId1: 'i'.repeat(201) }, 16],
	['list.id.unique', 'the same id twice', { itemId1: 'a', itemTitle2: 'Support', itemId2: 'a' }, 16],
	['list.reason.16', 'the same id but for space', { itemId1: 'a', itemTitle2: 'Support', itemId2: 'a ' }, 16],
	['list.reason.16', 'an id of nothing but space', { itemId1: ' ' }, 16],
	['list.id.default', 'the default id of another row', { itemId1: '2', itemTitle2: 'Support' }, 16],
];

const accepted: Array<[sentence: string, what: string, body: object]> = [
	['list.body', 'a body of 1024 characters', { body: '😀'.repeat(1024) }],
	['list.header', 'a header of 60 emoji', { header: '😀'.repeat(60) }],
	['list.footer', 'a footer of 60 characters', { footer: '😀'.repeat(60) }],
	['list.reason.11', 'a button text of exactly 20 emoji', { buttonText: '😀'.repeat(20) }],
	['list.reason.12', 'a title of exactly 24 characters', { itemTitle1: '😀'.repeat(24) }],
	['list.description', 'a description of 72 characters', { itemDescription1: '😀'.repeat(72) }],
	['list.id.max', 'an id of 200 characters', { itemId1: '😀'.repeat(200) }],
	['list.title', 'a gap between the titles', { itemTitle10: 'The tenth' }],
];

describe('sendList', () => {
	it.each(refused)('[%s] refuses %s', (_, __, body, reason) => {
		expect(send(body)).toEqual({ status: 'FAIL', reason });
	});

	it.each(accepted)('[%s] accepts %s', (_, __, body) => {
		expect(send(body)).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('accepts all limits at once, counted in code points', () => {
		const limits = {
			...{ body: '😀'.repeat(1024), header: '😀'.repeat(60), footer: '😀'.repeat(60), buttonText: '😀'.repeat(20) },
			...{ itemTitle1: '😀'.repeat(24), itemDescription1: '😀'.repeat(72), itemId1: '😀'.repeat(200) },
		};
		expect(send(limits)).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('[list.kinds] [list.id] [list.id.default] shows ten rows with given and default ids', () => {
		const titles = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`itemTitle${n + 1}`, `Row ${n + 1}`]));
		const message = shown({ ...titles, itemDescription2: 'The second', itemId2: 'second', header: 'Menu' });
		expect(message).toMatchObject({ kind: 'list', header: 'Menu', buttonText: 'Open' });
		expect(message?.rows).toHaveLength(10);
		expect(message?.rows?.slice(0, 3)).toEqual([
			{ title: 'Row 1', description: '', id: '1' },
			{ title: 'Row 2', description: 'The second', id: 'second' },
			{ title: 'Row 3', description: '', id: '3' },
		]);
	});

	it('[list.kinds] knows no eleventh row', () => {
		const { provider, ask } = openWorld();
		ask('sendList', { ...valid, itemTitle11: 'The eleventh' });
		expect(provider.requests.last(1)).toMatchObject([{ undocumented: ['itemTitle11'] }]);
	});

	it('[list.body.marks] leaves new lines and marks as they are', () => {
		const marked = '*bold*\n_italic_ ~gone~';
		expect(shown({ body: marked })).toMatchObject({ text: marked });
	});

	it('[list.answer] answers with what was sent', () => {
		const sent = { header: 'תפריט', body: 'שלום 👋', footer: 'Shop' };
		expect(send(sent)).toMatchObject(sent);
	});
});
