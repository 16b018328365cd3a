import fc from 'fast-check';

import page from '../../../fixtures/provider/webhooks.json';
import { answerIdIn, matchAnswer } from '../../../../nodes/NinetyNineDigital/trigger/events/answerId';
import { readPayload } from '../../../../nodes/NinetyNineDigital/trigger/events/payload';

const { payload: documented } = page.samples.find(({ name }) => name === 'incoming text')!;

/** A tap on "Sales" with every documented field, and more. */
const tap = (more: object = {}) => readPayload({ ...documented, type: 'button', body: 'Sales', ...more }, undefined)!;

describe('answerId', () => {
	it.each([
		['buttonId', { buttonId: 'sales' }],
		['button1_id', { button1_id: 'sales' }],
		['itemId3', { itemId3: 'sales' }],
		['listID', { listID: 'sales' }],
		['rowid', { paid: 'no', rowid: 'sales' }],
		['id', { id: 'sales' }],
		['a nested one', { interactive: { button_reply: { title: 'Sales', id: 'sales' } } }],
		['a payload', { payload: 'sales' }],
		['any other name', { zzz: 'sales' }],
		['any other name beside a repeated text', { title: 'Sales', zzz: 'sales' }],
		['any other name beside a link', { picture: 'https://x.y/z', zzz: 'sales' }],
		['any other name beside other IDs', { messageId: 'M1', contextId: 'M0', userId: 'U', zzz: 'sales' }],
		['an ID before another text', { aaa: 'something', rowId: 'sales' }],
		['an ID that is the text', { buttonid: 'sales', body: 'sales' }],
	])('finds the ID under %s', (_, fields) => {
		expect(answerIdIn(tap(fields))).toBe('sales');
	});

	it('finds a number under the name of an ID', () => {
		expect(answerIdIn(tap({ battery: 80, buttonId: 2 }))).toBe('2');
	});

	it.each([
		['the documented fields', {}],
		['IDs of something else', { messageId: 'M1', wabaId: '77', chat_id: '5' }],
		['the text once more', { title: 'Sales' }],
		['numbers under any name', { battery: 80 }],
		['a text that is no ID', { zzz: 'three words here' }],
		['the name of a campaign', { campaign: 'x' }],
		['several texts of which none is likelier', { aaa: 'x', bbb: 'y' }],
		['a text that is longer than any ID', { buttonId: 'x'.repeat(1000) }],
	])('is not found in %s', (_, fields) => {
		expect(answerIdIn(tap(fields))).toBeUndefined();
	});

	it('is found under any name at any depth', () => {
		const name = fc.string({ minLength: 1 }).filter((text) => !(text in documented) && text !== '__proto__');
		fc.assert(
			fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.uuid(), (path, id) => {
				const [top = '', ...inner] = path;
				const nested = inner.reduceRight<unknown>((value, key) => ({ [key]: value }), id);
				expect(matchAnswer(tap({ [top]: nested }), ['no', id])).toBe(1);
			}),
		);
	});
});

describe('matchAnswer', () => {
	it.each([
		['the ID', { buttonId: 'sales' }, ['support', 'sales'], 1],
		['the text', {}, ['Support', 'Sales'], 1],
		['the ID rather than the text', { buttonId: 'x' }, ['Sales', 'x'], 1],
		['an ID in the caption', { caption: 'sales' }, ['sales'], 0],
		['spaces around the answer', { buttonId: 'sales' }, [' sales '], 0],
		['nothing', { buttonId: 'sales' }, ['Marketing'], -1],
		['no empty answer', { caption: '' }, ['', ' '], -1],
		['not the name of the customer', { senderName: 'Support' }, ['Support'], -1],
		['not the minutes of a conversation', { conversationTimeLeft: '1' }, ['1'], -1],
	])('goes by %s', (_, fields, answers, position) => {
		expect(matchAnswer(tap(fields), answers)).toBe(position);
	});
});

describe('a payload that was made to keep n8n busy', () => {
	const long = 'a-1 '.repeat(50_000);

	it.each([
		['millions of numbers', Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`n${at}`, at]))],
		['a long list of numbers', Array.from({ length: 1_000_000 }, (_, at) => at)],
		['a long text', long],
		['a long name', { [long]: 'sales' }],
		['many texts', Array.from({ length: 50_000 }, () => 'sales')],
	])('has no more than a thousand of its values looked at: %s', (_, zzz) => {
		let asked = 0;
		const counted = new Proxy(typeof zzz === 'string' ? {} : zzz, {
			get: (target, name) => {
				asked++;
				return Reflect.get(target, name) as unknown;
			},
		});
		const payload = tap({ zzz: typeof zzz === 'string' ? zzz : counted });
		asked = 0;
		answerIdIn(payload);
		matchAnswer(payload, ['yes', 'no']);
		expect(asked).toBeLessThan(3_000);
	});
});
