import { agree } from '../../../live/agree';
import { eventsIn, PastedInbox } from '../../../live/inbox';
import { fixturesOf } from '../../../live/fixtures';
import type { Person } from '../../../live/person';
import { readSettings } from '../../../live/settings';
import { areSame, formOf } from '../../../live/unique';
import { inForm } from '../../../sandbox/unique';
import { checked, FILE, identity } from './checkedProvider';

describe('the fixtures', () => {
	it('keep forms and hide everybody', async () => {
		const { account, events, provider } = await checked({
			event: (event) => ({
				...event,
				...(typeof event.unique === 'string' && { unique: inForm(event.unique, 'base64', identity.phone) }),
			}),
		});
		const fixtures = fixturesOf(account.exchanges, events, identity);
		expect(fixtures.events.length).toBe(events.length);
		expect(fixtures.answers.length).toBe(account.exchanges.length);

		const text = JSON.stringify(fixtures);
		const decoded = text.replace(/[\w+/]{20,}=*/g, (part) => Buffer.from(part, 'base64').toString('latin1'));
		const { userId } = provider.accounts.get().customers.at(identity.phone);
		const secrets = [identity.apiKey, identity.from, identity.phone, userId, 'Dana', 'Cohen', 'דנה', 'מצטטת'];
		const ids = provider.accounts
			.get()
			.customers.at(identity.phone)
			.messages.map(({ unique }) => unique);
		const local = identity.phone.replace('972', '');
		for (const secret of [...secrets, ...ids, new URL(FILE).hostname, '127.0.0.1', local, 'Sandbox Shop']) {
			expect([secret, text.includes(secret), decoded.includes(secret)]).toEqual([secret, false, false]);
		}

		const tap = fixtures.events.find((event) => (event as { buttonId?: string }).buttonId);
		expect(tap).toMatchObject({
			hook: 'new',
			type: 'button',
			body: 'Yes',
			buttonId: 'check_yes',
			from: '972501234567',
		});
		expect(formOf((tap as { unique: string }).unique)).toBe('base64');
		const refused = fixtures.answers.find(({ answer }) => (answer as { reason?: number }).reason === 12);
		expect(refused).toMatchObject({ httpStatus: 200, answer: { status: 'FAIL' } });
	});
});

describe('ids', () => {
	const hex = '92E004B950CCEA3C386FCFA2AAF8558A';
	const long = inForm(hex, 'base64', '972501234567');

	it.each([
		[hex, 'hex'],
		['65dfd4a4dcef34bdfad34c', 'hex'],
		[long, 'base64'],
		['HBgMOTcyNTI3MTY1MDM1FQIAERgSOUU1Q0VBNzVFRUUxRkVCRTM3AA==', 'base64'],
		['65dfd4r4dref34rdfxd34r', 'other'],
		['', 'other'],
		[false, 'boolean'],
		[undefined, 'undefined'],
	])('%j are %s', (unique, form) => {
		expect(formOf(unique)).toBe(form);
	});

	it('are the same in either form', () => {
		expect([areSame(hex, long), areSame(long, hex), areSame(hex, hex.toLowerCase()), areSame(hex, 'A1')]).toEqual([
			...[true, true, true, false],
		]);
	});
});

describe('pasted events', () => {
	const event = { hook: 'new', unique: 'A1', body: 'שלום 👋' };

	it.each([
		['one event', event],
		['n8n’s items', [{ json: event }]],
		['an execution', { data: { resultData: { runData: { Trigger: [{ data: { main: [[{ json: event }]] } }] } } } }],
		['a webhook’s item', [{ json: { headers: {}, body: event } }]],
	])('are found in %s', (_, value) => {
		expect(eventsIn(JSON.stringify(value, undefined, 2))).toEqual([event]);
	});

	it.each(['', 'nonsense', '[]', '{"hook":7}', 'null'])('are not found in %j', (text) => {
		expect(eventsIn(text)).toEqual([]);
	});

	it('are asked for one after the other, and only when none is left', async () => {
		const pasted = [JSON.stringify([event, { hook: 'update', ack: 1 }]), ''];
		const asked: string[] = [];
		const paste = async (words: string) => {
			asked.push(words);
			return pasted.shift() ?? '';
		};
		const inbox = new PastedInbox({ paste } as Person);
		expect(await inbox.next('the text', ({ hook }) => hook === 'new')).toEqual(event);
		expect(await inbox.next('the status', ({ hook }) => hook === 'update')).toEqual({ hook: 'update', ack: 1 });
		expect(await inbox.next('the tap', ({ hook }) => hook === 'new')).toBeUndefined();
		expect(asked.length).toBe(2);
	});
});

describe('the settings', () => {
	const person = (answers: Readonly<Record<string, string>>, asked: string[] = []) => {
		const answer = async (question: string) => {
			asked.push(question);
			return Object.entries(answers).find(([start]) => question.startsWith(start))?.[1] ?? '';
		};
		return { ask: answer, askSecret: answer } as Person;
	};

	it('are asked for', async () => {
		const answers = {
			'API key': 'k',
			'The account': '+972 77-987-6543',
			'Your own': '+972 54-111-2233',
			'A public': 'https://a.example/',
		};
		expect(await readSettings({}, person(answers))).toEqual({
			identity: { apiKey: 'k', from: '972779876543', phone: '972541112233' },
			...{
				baseUrl: 'https://api.99digital.co.il/whatsapp/v2',
				port: 4098,
				template: '',
				file: '',
				webhook: 'https://a.example',
			},
		});
	});

	it('are taken from the environment without a question', async () => {
		const asked: string[] = [];
		const environment = {
			...{
				CHECK_API_KEY: 'k',
				CHECK_FROM: '972779876543',
				CHECK_PHONE: '972541112233',
				CHECK_TEMPLATE: 't',
				CHECK_FILE: 'f',
			},
			...{ CHECK_WEBHOOK: '', CHECK_PORT: '1', CHECK_BASE_URL: 'http://127.0.0.1:1/v2/' },
		};
		expect(await readSettings(environment, person({}, asked))).toEqual({
			identity: { apiKey: 'k', from: '972779876543', phone: '972541112233' },
			...{ baseUrl: 'http://127.0.0.1:1/v2', port: 1, template: 't', file: 'f', webhook: '' },
		});
		expect(asked).toEqual([]);
	});

	it.each(['054-111-2233', '', 'my phone'])('name a number that is none: %j', async (phone) => {
		const environment = { CHECK_API_KEY: 'k', CHECK_FROM: '972779876543', CHECK_PHONE: phone };
		await expect(readSettings(environment, person({}))).rejects.toThrow(`"${phone}" must be an international number`);
	});
});

describe('before anything is sent', () => {
	const environment = {
		...{ CHECK_API_KEY: 'k', CHECK_FROM: '972779876543', CHECK_PHONE: '972541112233' },
		...{ CHECK_TEMPLATE: '', CHECK_FILE: '', CHECK_WEBHOOK: 'https://a.example' },
	};

	it.each([true, false])('the person hears how many messages go out, and to whom, and says %s', async (answer) => {
		const heard: string[] = [];
		const person = {
			tell: (words: string) => void heard.push(words),
			confirms: async (question: string) => {
				heard.push(question);
				return answer;
			},
		} as Person;
		const settings = await agree(person, environment);
		expect(heard).toEqual([
			expect.stringMatching(/^This check sends at most 25 messages .* stops at the first sign of a block/),
			expect.stringMatching(/^Send to 972541112233, and lead the account’s webhook here/),
		]);
		expect(settings !== undefined).toBe(answer);
	});
});
