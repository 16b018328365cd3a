import { existsSync, readFileSync } from 'node:fs';
import { MOST_MESSAGES } from '../../../live/account';
import { facts, rateLimitReasons, refusalRows, refusals, type FactId } from '../../../live/facts';
import { report } from '../../../live/report';
import { inProject } from '../../../host/project';
import { differences, otherReasons, refusalNames } from './differences';
import { checked, departing, identity } from './checkedProvider';

const ids = Object.keys(facts) as FactId[];
const verdictOf = (findings: Awaited<ReturnType<typeof checked>>['findings'], about: string) =>
	findings.find((finding) => finding.about === about)?.verdict;

describe('a provider that is as expected', () => {
	it('has nothing to be changed, and nothing that was not looked at but its rate limits', async () => {
		const { stopped, findings, account, provider } = await checked();
		expect(stopped).toBeUndefined();
		expect(departing(findings)).toEqual([]);
		const unseen = findings.filter(({ verdict }) => verdict === 'not seen').map(({ about }) => about);
		expect(unseen).toEqual(Object.keys(rateLimitReasons).map((operation) => `${operation}, too much at once`));
		expect(findings.length).toBe(ids.length + refusals.length + unseen.length);
		expect(account.sent).toBeLessThanOrEqual(MOST_MESSAGES);
		expect(provider.accounts.get().webhook).toMatchObject({ url: '', system: false, readStatus: false, retry: false });
		expect(report(findings, stopped)).toContain('Nothing has to be changed.');
	});

	it('gets only documented keys, and messages to nobody but the person', async () => {
		const { provider } = await checked();
		const requests = provider.requests.last(1000);
		expect(requests.flatMap(({ undocumented }) => undocumented)).toEqual([]);
		const customers = provider.accounts.get().customers.all();
		expect(customers.map(({ number }) => number)).toEqual([identity.phone]);
	});
});

describe('a provider that differs in one thing', () => {
	it.each(ids)('is found out: %s', async (id) => {
		const { findings, stopped } = await checked(differences[id]);
		expect(stopped).toBeUndefined();
		const finding = findings.find(({ about }) => about === facts[id].about);
		expect(['different', 'new']).toContain(finding?.verdict);
		const told = report(findings, undefined);
		for (const row of facts[id].rows) expect(told.split('To be changed:')[1]).toContain(row);
	});

	it('is found out in every reason', async () => {
		const { findings } = await checked(otherReasons);
		for (const name of refusalNames) expect([name, verdictOf(findings, name)]).toEqual([name, 'different']);
	});

	it.each([
		['UTF-16 units', (footer: string) => footer.length > 60],
		['bytes', (footer: string) => Buffer.byteLength(footer) > 60],
		['whole emoji', (footer: string) => [...new Intl.Segmenter().segment(footer)].length > 60],
	])('is found out to count %s', async (unit, isTooLong) => {
		const { findings } = await checked({
			request: (operation, body) => {
				const footer = String(body.footer ?? '');
				if (operation !== 'sendButtons' || /^[\x00-\x7f]*$/.test(footer)) return body;
				return { ...body, footer: isTooLong(footer) ? 'f'.repeat(61) : 'f' };
			},
		});
		expect(findings.find(({ about }) => about === facts['count.unit'].about)?.seen).toBe(unit);
	});

	it.each(Object.entries(rateLimitReasons))('is found out by its limit: %s', async (operation, reason) => {
		const limited = (other: number) =>
			checked({
				answer: (name, answer, { to }) =>
					name === operation && to === '' && answer.reason === 4 ? { status: 'FAIL', reason: other } : answer,
			});
		const name = `${operation}, too much at once`;
		expect(verdictOf((await limited(reason)).findings, name)).toBe('as expected');
		expect(verdictOf((await limited(97)).findings, name)).toBe('different');
	});

	it('is found out when it knows an event that nobody knew', async () => {
		const { findings } = await checked({ event: (event) => (event.hook === 'update' ? { hook: 'typing' } : event) });
		expect(verdictOf(findings, 'A kind of event')).toBe('new');
	});

	it('is found out when it refuses what is good', async () => {
		const { findings } = await checked({
			answer: (operation, answer) => (operation === 'sendLocation' ? { status: 'FAIL', reason: 6 } : answer),
		});
		expect(verdictOf(findings, 'A good sendLocation')).toBe('different');
	});
});

describe('the check stops', () => {
	it('when something else than 99digital answers', async () => {
		const { stopped, provider } = await checked({
			text: (operation) => (operation === 'sendList' ? '<h1>403 Forbidden</h1>' : undefined),
			httpStatus: () => 200,
		});
		expect(stopped).toContain('sendList was answered with HTTP 200');
		expect(provider.requests.last(1000, { operation: 'sendContact' })).toEqual([]);
		expect(provider.accounts.get().webhook.url).toBe('');
	});

	it.each([2, 3])('when the account is suddenly refused with reason %d', async (reason) => {
		const { stopped, provider } = await checked({
			answer: (operation, answer) => (operation === 'sendTemplate' ? { status: 'FAIL', reason } : answer),
		});
		expect(stopped).toContain('sendTemplate suddenly refuses the account');
		expect(provider.requests.last(1000, { operation: 'sendMessage' })).toEqual([]);
	});

	it('when the connection breaks, and still tells what it has seen', async () => {
		const { stopped, findings, provider } = await checked({ breaks: (operation) => operation === 'sendList' });
		expect(stopped).toMatch(/^sendList was not answered \((ECONNRESET|ECONNABORTED|EPIPE)\)/);
		expect(verdictOf(findings, facts['tap.id'].about)).toBe('as expected');
		expect(provider.requests.last(1000, { operation: 'sendContact' })).toEqual([]);
		expect(provider.accounts.get().webhook.url).toBe('');
	});

	it('when WhatsApp holds messages back', async () => {
		const { stopped, provider } = await checked({
			answer: (operation, answer) => (operation === 'sendTemplate' ? { status: 'FAIL', reason: 21 } : answer),
		});
		expect(stopped).toContain('WhatsApp holds messages of the account back');
		expect(provider.requests.last(1000, { operation: 'sendFile' })).toEqual([]);
	});

	it('before anything is sent when the key or the number is wrong', async () => {
		const wrong = (reason: number) => checked({ answer: () => ({ status: 'FAIL', reason }) });
		expect((await wrong(3)).stopped).toContain('API key is wrong');
		expect((await wrong(2)).stopped).toContain('number is unknown');
		expect((await wrong(3)).account.exchanges.length).toBe(1);
	});

	it('when a notice about the account comes', async () => {
		const { stopped, provider } = await checked({
			after: (world, task) => {
				if (task === 'tap') world.webhooks.notice(world.accounts.get(), 'issues', { reason: 'spam' });
			},
		});
		expect(stopped).toContain('an issue of the account');
		expect(provider.requests.last(1000, { operation: 'sendFile' })).toEqual([]);
	});

	it('after 25 messages, should the provider take what it was meant to refuse', async () => {
		const { stopped, account } = await checked({
			answer: (operation, answer) =>
				operation.startsWith('send') ? { status: 'OK', unique: 'A'.repeat(32), reason: 1, ...onlyOk(answer) } : answer,
		});
		expect(stopped).toContain('25 messages');
		expect(account.sent).toBe(MOST_MESSAGES);
	});
});

const onlyOk = (answer: Record<string, unknown>) => (answer.status === 'OK' ? answer : {});

describe('what is expected', () => {
	const rows = [
		...Object.values(facts).flatMap((fact) => [...fact.rows]),
		...refusals.flatMap(({ operation }) => refusalRows(operation)),
	];

	it.each([...new Set(rows)])('stands where it says: %s', (row) => {
		const [path = '', what] = row.split(': ');
		const file = inProject(...path.split('/'));
		expect([path, existsSync(file)]).toEqual([path, true]);
		if (what && path.endsWith('.ts')) expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`\\b${what}\\b`));
	});
});
