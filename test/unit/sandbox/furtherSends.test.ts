import { CUSTOMER, newWorld, openWorld } from './world';

const place = { lat: '32.0853', lng: '34.7818' };
const person = { contact_name: 'Dana', contact_phone: '050-123 4567' };

const refused: Array<[operation: string, what: string, body: object, reason: number]> = [
	['sendMessage', 'no recipient', { to: '', body: 'Hello' }, 4],
	['sendMessage', 'an empty body', { body: '' }, 5],
	['sendFile', 'no link', {}, 5],
	['sendFile', 'a link by http', { body: 'http://example.com/a.pdf' }, 5],
	['sendLocation', 'no longitude', { lat: '32' }, 5],
	['sendLocation', 'a latitude past the pole', { ...place, lat: '90.1' }, 5],
	['sendLocation', 'words', { ...place, lng: 'east' }, 5],
	['sendContact', 'no name', { ...person, contact_name: '' }, 5],
	['sendContact', 'no phone', { ...person, contact_phone: '' }, 5],
	['sendReaction', 'no message', { reaction: '👍' }, 4],
	['sendReaction', 'an unknown message', { unique: 'nobody-knows', reaction: '👍' }, 4],
	['readStatus', 'no recipient', { to: '' }, 4],
	['readStatus', 'somebody who never wrote', { to: '972509999999' }, 4],
];

describe('the further sends', () => {
	it.each(refused)('%s refuses %s', (operation, _, body, reason) => {
		expect(openWorld().ask(operation, { to: CUSTOMER, ...body })).toEqual({ status: 'FAIL', reason });
	});

	it('sendMessage answers with its text', () => {
		const { ask, conversation } = openWorld();
		const answer = ask('sendMessage', { to: CUSTOMER, body: 'שלום 👋', replyTo: 'A1' });
		const { unique, replyTo } = conversation().at(-1) ?? {};
		expect(answer).toMatchObject({ status: 'OK', unique, body: 'שלום 👋', conversationTimeLeft: '1440', reason: 1 });
		expect(replyTo).toBe('A1');
	});

	it.each([
		['https://example.com/a.JPEG', 'image'],
		['https://example.com/a.mp4?size=1', 'video'],
		['https://example.com/a.mp3', 'audio'],
		['https://example.com/a.ogg', 'ptt'],
		['https://example.com/a.docx', 'document'],
		['https://example.com/download', 'document'],
	])('sendFile shows %s as %s', (url, kind) => {
		const { ask, conversation } = openWorld();
		ask('sendFile', { to: CUSTOMER, body: url, caption: 'Here' });
		expect(conversation().at(-1)).toMatchObject({ kind, text: 'Here', media: { kind, url } });
	});

	it('sendLocation and sendContact show what was sent', () => {
		const { ask, conversation } = openWorld();
		ask('sendLocation', { to: CUSTOMER, ...place, caption: 'Our shop' });
		ask('sendContact', { to: CUSTOMER, ...person, contact_email: 'dana@example.com' });
		expect(conversation().slice(1)).toMatchObject([
			{ kind: 'location', text: 'Our shop', location: { latitude: 32.0853, longitude: 34.7818 } },
			{ kind: 'contacts', contact: { name: 'Dana', phone: '050-123 4567', email: 'dana@example.com' } },
		]);
	});

	it.each(['👍', '❤', '❤️', '🇮🇱', '1️⃣', '👨‍👩‍👧', '', '\\uD83D\\uDE00'])(
		'[reaction.answer] sendReaction takes %j',
		(reaction) => {
			const { ask, conversation } = openWorld();
			const unique = conversation()[0]?.unique;
			const answer = ask('sendReaction', { to: CUSTOMER, unique, reaction });
			const made = conversation().at(-1)?.unique;
			expect(answer).toEqual({ status: 'OK', unique: made, messageUnique: unique, reaction, reason: 1 });
		},
	);

	it.each(['good', '👍👍', 'a👍', undefined, 7])('sendReaction refuses %j', (reaction) => {
		const { ask, conversation } = openWorld();
		const unique = conversation()[0]?.unique;
		expect(ask('sendReaction', { to: CUSTOMER, unique, reaction })).toEqual({ status: 'FAIL', reason: 5 });
	});

	it('sendReaction refuses a message of somebody else', () => {
		const { provider, ask } = openWorld();
		const { unique } = provider.phone('972509999999').write('Hi');
		expect(ask('sendReaction', { to: CUSTOMER, unique, reaction: '👍' })).toEqual({ status: 'FAIL', reason: 4 });
	});

	it('[readStatus.answer] readStatus marks everything the customer wrote', () => {
		const { provider, ask, conversation } = openWorld();
		provider.phone(CUSTOMER).write('Anybody there?');
		expect(ask('readStatus', { to: CUSTOMER })).toEqual({
			...{ status: 'OK', reason: 1, to: CUSTOMER },
			from: provider.accounts.get().from,
		});
		expect(conversation().map(({ status }) => status)).toEqual(['read', 'read']);
	});

	it('no operation but sendTemplate reaches somebody who never wrote', () => {
		const { ask } = newWorld();
		const bodies = { sendMessage: { body: 'Hi' }, sendFile: { body: 'https://example.com/a.pdf' } };
		const others = { sendLocation: place, sendContact: person };
		for (const [operation, body] of Object.entries({ ...bodies, ...others })) {
			expect(ask(operation, { to: CUSTOMER, ...body })).toEqual({ status: 'FAIL', reason: 8 });
		}
	});
});
