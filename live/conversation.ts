import { isOk, outcome } from './account';
import type { FactId } from './facts';
import { goodBodies } from './goodBodies';
import type { Event } from './inbox';
import { variablesOf } from './reads';
import { areSame, formOf } from './unique';
import type { Walk } from './walk';

/** The customer writes first, so that everything may be sent. @returns that message */
export async function openWindow(walk: Walk): Promise<Event | undefined> {
	const event = await walk.customerDoes('write', 'Send any text from your phone to the account’s number');
	if (event) {
		walk.findings.noteShape('incoming.text', event);
		walk.findings.note('unique.incoming', formOf(event.unique));
	}
	return event;
}

/** Buttons and their tap, a list and its row, a template and its button. */
export async function tapEverything(walk: Walk, list: Parameters<typeof variablesOf>[1]): Promise<void> {
	await walk.send('sendButtons', goodBodies.sendButtons ?? {});
	const tap = await walk.customerDoes('tap', 'Tap Yes');
	if (tap) noteAnswer(walk, 'tap', tap, { id: 'check_yes', text: 'Yes', body: 'the button’s text' });

	await walk.send('sendList', goodBodies.sendList ?? {});
	const pick = await walk.customerDoes('pick', 'Open the list and choose Sales');
	if (pick) noteAnswer(walk, 'pick', pick, { id: 'check_sales', text: 'Sales', body: 'the row’s title' });

	const name = walk.choices.template;
	if (name !== '') await tapTemplate(walk, { name, headerType: 1, ...variablesOf(name, list) });
}

async function tapTemplate(walk: Walk, body: Readonly<Record<string, unknown>>): Promise<void> {
	const { response } = await walk.send('sendTemplate', body);
	if (!isOk(response)) return;
	const tap = await walk.customerDoes('tapTemplate', 'Tap a button of the template');
	if (!tap) return;
	walk.findings.noteShape('templateTap.payload', tap);
	walk.findings.note('templateTap.type', String(tap.type));
	walk.findings.note('templateTap.quote', relation(tap.quoteUnique, String(response.unique)));
}

function relation(quote: unknown, unique: string): string {
	if (typeof quote !== 'string' || quote === '') return 'none';
	if (quote === unique) return 'the message’s unique';
	return areSame(quote, unique) ? 'the same in another form' : 'something else';
}

function noteAnswer(
	{ findings }: Walk,
	what: 'tap' | 'pick',
	event: Event,
	expected: { id: string; text: string; body: string },
): void {
	findings.noteShape(`${what}.payload`, event);
	findings.note(`${what}.id`, fieldsWith(event, (value) => value === expected.id).join(', ') || 'none');
	findings.note(`${what}.type`, String(event.type));
	findings.note(`${what}.body`, event.body === expected.text ? expected.body : JSON.stringify(event.body));
	if (typeof event.quoteUnique === 'string') findings.note('unique.quote', formOf(event.quoteUnique));
}

/** The paths of an event's texts that fit. */
function fieldsWith(value: object, fits: (text: string) => boolean, path = ''): string[] {
	return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
		if (typeof part === 'string') return fits(part) ? [`${path}${key}`] : [];
		return typeof part === 'object' && part !== null ? fieldsWith(part, fits, `${path}${key}.`) : [];
	});
}

/** Text, quote, reaction, files, places, contacts, the user ID: one of each. */
export async function sendTheRest(walk: Walk, first: Event | undefined): Promise<void> {
	const { findings, person } = walk;
	const { response } = await walk.send('sendMessage', goodBodies.sendMessage ?? {});
	const unique = String(response.unique);
	await receiveReaction(walk);
	const quoting = await walk.customerDoes('quote', 'Answer that message with a quote: swipe it, then write');
	if (quoting) {
		const fields = fieldsWith(quoting, (text) => areSame(text, unique));
		findings.note('incoming.quote', fields.join(', ') || 'none');
		await walk.send('sendReaction', { ...goodBodies.sendReaction, unique: quoting.unique });
	}
	await walk.send('readStatus', {});

	if (first) {
		await walk.send('sendMessage', { body: 'בדיקה 4: this quotes your first message', replyTo: first.unique });
		findings.note('replyTo.taken', yesNo(await person.confirms('Does the last message quote your first one?')));
		if (typeof first.from_id === 'string') {
			const toId = await walk.account.ask('sendMessage', { to: first.from_id, body: 'בדיקה 5: sent to your user ID' });
			findings.note('to.userId', outcome(toId));
		}
	}
	await walk.send('sendLocation', goodBodies.sendLocation ?? {});
	await walk.send('sendContact', goodBodies.sendContact ?? {});
	await sendFiles(walk);
	await receiveFiles(walk);
}

async function receiveReaction(walk: Walk): Promise<void> {
	const reaction = await walk.customerDoes('react', 'React to the last message with an emoji');
	if (reaction)
		noteMessage(walk, 'reaction', reaction, isEmoji(reaction.body) ? 'an emoji' : JSON.stringify(reaction.body));
}

async function sendFiles(walk: Walk): Promise<void> {
	const { findings, inbox, person } = walk;
	const { file } = walk.choices;
	if (file !== '') {
		await walk.send('sendFile', { body: file, caption: 'Check' });
		const withQuery = `${file}${file.includes('?') ? '&' : '?'}check=1`;
		const sent = await walk.account.ask('sendFile', { to: walk.account.identity.phone, body: withQuery });
		const arrived =
			isOk(sent.response) && (await person.confirms('Have two documents arrived, the second like the first?'));
		findings.note('file.query', isOk(sent.response) ? yesNo(arrived) : outcome(sent));
	}

	const to = walk.account.identity.phone;
	const missing = await walk.account.ask('sendFile', { to, ...goodBodies.sendFile });
	findings.note('file.missing', outcome(missing));
	if (!isOk(missing.response)) return;
	await person.does('failed', 'Nothing to do: WhatsApp should find no file now, and say so');
	await inbox.next('the notice that a message has failed', ({ hook }) => hook === 'system');
}

const received = [
	{ task: 'picture', words: 'Send a picture', fact: 'picture', body: 'a link' },
	{ task: 'voice', words: 'Record and send a voice note', fact: 'voice', body: 'a link' },
	{ task: 'place', words: 'Send a location (any place on the map)', fact: 'place', body: 'two coordinates' },
] as const;

async function receiveFiles(walk: Walk): Promise<void> {
	for (const { task, words, fact, body } of received) {
		const event = await walk.customerDoes(task, words);
		if (event) noteMessage(walk, fact, event, kindOfBody(event.body) ?? body.concat('?'));
	}
}

function noteMessage(walk: Walk, what: 'picture' | 'voice' | 'place' | 'reaction', event: Event, body: string): void {
	const id: FactId = `incoming.${what}`;
	walk.findings.noteShape(id, event);
	walk.findings.note(`${id}.type`, String(event.type));
	walk.findings.note(`${id}.body`, body);
}

function kindOfBody(body: unknown): string | undefined {
	if (typeof body !== 'string') return undefined;
	if (/^https?:\/\//.test(body)) return 'a link';
	return /^-?[\d.]+, ?-?[\d.]+$/.test(body) ? 'two coordinates' : 'something else';
}

const isEmoji = (value: unknown): boolean => /\p{Extended_Pictographic}/u.test(String(value));

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');
