import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../support/project';

interface Wanted {
	wish: string;
	customer: string;
}

const codeOf = (folder: string): string => {
	const { nodes } = JSON.parse(readFileSync(join(root, folder, 'agent-and-person.json'), 'utf8')) as {
		nodes: Array<{ name: string; parameters: { jsCode: string } }>;
	};
	return nodes.find(({ name }) => name === 'What is wanted?')!.parameters.jsCode;
};

const SHOP = '972501112233';

const CUSTOMER = '972521112233';

describe.each(['examples', 'examples/he'])('who takes over from the agent, in %s', (folder) => {
	const run = new Function('$json', codeOf(folder)) as (json: object) => { json: Wanted };

	const wanted = (json: object): [wish: string, customer: string] => {
		const { wish, customer } = run({ event: 'message', type: 'text', shopPhone: '050-111-2233', ...json }).json;
		return [wish, customer];
	};

	it.each([
		'נציג',
		'אפשר לדבר עם נציגה?',
		'תעבירו אותי לנציג בבקשה',
		'יש שם בן אדם?',
		'representative',
		'I want to talk to a person',
		'Is there a real person?',
		'Agent!',
	])('a customer asks for a person: %s', (text) => {
		expect(wanted({ from: CUSTOMER, text })).toEqual(['asks', CUSTOMER]);
	});

	it.each([
		'יש נעליים במידה 38? 👟',
		'נציגות יש לכם בחיפה?',
		'A bottle of cleaning agent, please',
		'personal delivery?',
	])('a customer does not: %s', (text) => expect(wanted({ from: CUSTOMER, text })).toEqual(['talks', CUSTOMER]));

	it.each(['ptt', 'image'])('what the agent cannot hear or see asks for a person: %s', (type) => {
		expect(wanted({ from: CUSTOMER, type })).toEqual(['asks', CUSTOMER]);
		expect(wanted({ from: CUSTOMER, type, text: 'This one?' })).toEqual(['talks', CUSTOMER]);
	});

	it.each([
		['person 052-111-2233', 'person'],
		['Person +972 52-111-2233', 'person'],
		['נציג 0521112233', 'person'],
		['agent 00972521112233', 'agent'],
		['סוכן 052 111 2233', 'agent'],
	])('the shop writes from its own phone: %s', (text, wish) => {
		expect(wanted({ from: SHOP, text })).toEqual([wish, CUSTOMER]);
		expect(wanted({ from: SHOP, text, shopPhone: '+972 50 111 2233' })[0]).toBe(wish);
		expect(wanted({ from: CUSTOMER, text })).not.toContain(wish);
	});

	it.each([
		['takeover-on-972521112233', 'person', CUSTOMER],
		['takeover-off-IL.1605856887361213', 'agent', 'IL.1605856887361213'],
	])('the shop taps %s; nobody else can', (answerId, wish, customer) => {
		expect(wanted({ from: SHOP, event: 'button', answerId, text: 'I answer' })).toEqual([wish, customer]);
		expect(wanted({ from: CUSTOMER, event: 'button', answerId, text: 'I answer' })).toEqual(['nothing', CUSTOMER]);
	});

	it('taps on buttons of other workflows, and what has no words, start nothing', () => {
		expect(wanted({ from: CUSTOMER, event: 'button', answerId: 'pickup', text: 'נציג' })[0]).toBe('nothing');
		expect(wanted({ from: CUSTOMER, type: 'location' })[0]).toBe('nothing');
	});
});
