import { poll } from '../../host/poll';
import { FULL } from '../../nodes/NinetyNineDigital/sendAndWait/replyChannel';
import { CUSTOMER } from '../support/provider';
import { only, useQuestions } from '../support/questions';
import { message } from '../support/triggerPosts';

const questions = useQuestions();
const { world, ask, phone, sends, post, delivered } = questions;

beforeEach(() => questions.n8n.publish());

const anyReply = { responseType: 'anyReply' };

const remembered = () => {
	const stored = questions.n8n.stored['node:99digital Trigger'] as { questions?: { records: string } };
	return (stored.questions?.records ?? '').split(';').filter(Boolean);
};

describe('a tap while the question is still being sent', () => {
	const tap = () =>
		post(message('T1', { type: 'button', body: 'Approve', buttonId: sends()[0]!.body.button1_id, from: CUSTOMER }));

	it('is answered 503 in time for 99digital, and is handed over when the execution sleeps', async () => {
		const sleeper = await ask();
		sleeper.status = 'running';
		expect(await tap()).toMatchObject({ status: 503 });
		sleeper.status = 'waiting';
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake without another try' });
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: true } }]);
	});

	it('starts nothing and is taken when 99digital tries again', async () => {
		const sleeper = await ask();
		sleeper.status = 'running';
		expect(await tap()).toMatchObject({ status: 503 });
		expect(await tap()).toMatchObject({ status: 503 });
		sleeper.status = 'waiting';
		expect(await tap()).toMatchObject({ status: 200 });
		expect(sleeper.woken).toBe(1);
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toEqual([]);
	});

	it('of which the execution knows nothing because it has ended by an error is late at once', async () => {
		const sleeper = await ask();
		sleeper.status = 'error';
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toMatchObject([[[{ json: { late: true } }]]]);
	});
});

describe('what the trigger remembers', () => {
	it('of a question that 99digital refuses is withdrawn', async () => {
		world.sandbox.provider.clock.advance(25 * 60 * 60 * 1000);
		for (let count = 0; count < 3; count++) {
			expect(await ask({ ...anyReply, waitAmount: 0 })).toMatchObject({ status: 'error' });
		}
		expect(remembered()).toEqual([]);
	});

	it('of a question that is answered is gone', async () => {
		await ask(anyReply);
		expect(remembered()).toHaveLength(1);
		phone().write('Yes');
		await delivered();
		expect(remembered()).toEqual([]);
	});

	it('has an end, which is told by its cause', async () => {
		await ask({ ...anyReply, waitAmount: 0 });
		const [record] = remembered();
		const stored = questions.n8n.stored['node:99digital Trigger'] as { questions: { records: string } };
		const many = Array.from({ length: 5000 }, (_, index) => record!.replace(/1(?=,)/, String(index + 10)));
		stored.questions.records = `;${many.join(';')};`;
		const { error } = await ask({ ...anyReply, to: '972521112233' });
		expect(error!.message).toContain(FULL);
	});
});

it('a question that could not be delivered ends the wait at once, with the reason', async () => {
	const sleeper = await ask(anyReply);
	const { unique } = world.sandbox.provider.accounts.get().customers.find(CUSTOMER)!.messages.at(-1)!;
	const notice = { status: 'OK', hook: 'system', type: 'messages', messageUpdate: 8, messageTo: CUSTOMER };
	await post({ ...notice, unique: 'another' });
	expect(sleeper.woken).toBe(0);
	await post({ ...notice, unique });
	expect(only(sleeper)).toMatchObject([{ output: 1, json: { answered: false, reason: 8, to: CUSTOMER } }]);
	expect(remembered()).toEqual([]);
});
