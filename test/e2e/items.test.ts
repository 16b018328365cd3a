import { flow, names, sendButtons } from '../support/n8n/flow';
import { output, publishAndPost } from '../support/n8n/run';
import { sharedWorld } from '../support/n8n/world';

const world = sharedWorld();

const COUNT = 20;
const BAD = 7;
const REFUSED = 13;
/** sendButtons: the rate limit is no fault of the item; reason 9 is, and nothing that is tried again. */
const REASON = 9;

const numbers = Array.from({ length: COUNT }, (_, index) => String(972_500_000_100 + index));
const items = numbers.map((to, index) => ({ to: index === BAD ? 'call me' : to, body: `Hello ${index} שלום 👋` }));

type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

/** Sends to 20 customers of whom all have written: one number is none, and the provider refuses another. */
async function send(onError: OnError) {
	const { sandbox, credential } = world();
	sandbox.provider.reset();
	for (const number of numbers) sandbox.provider.phone(number).write('Hello');
	sandbox.provider.behaviours.add({ effect: 'refuse', reason: REASON, to: numbers[REFUSED] });
	const credentials = { [credential.type]: credential };
	return await publishAndPost(world(), flow({ parameters: sendButtons, onError, credentials }), { items });
}

/** Who got a message, by item index. */
const recipients = (): number[] =>
	numbers.flatMap((number, index) => {
		const messages = world().sandbox.provider.accounts.get().customers.find(number)?.messages ?? [];
		const received = messages.filter(({ by }) => by === 'business');
		expect(received.length).toBeLessThan(2);
		return received[0]?.text === items[index]?.body ? [index] : [];
	});

const all = [...numbers.keys()];
const good = all.filter((index) => index !== BAD && index !== REFUSED);

const badNumber = { sent: 'no', reason: null, retryable: false, error: expect.stringContaining('call me') as unknown };
const refused = { sent: 'no', reason: REASON, retryable: false, error: expect.any(String) as unknown };

describe('20 items, one with a bad number, one refused by the provider', () => {
	it('leave by two outputs when the error output is on, each paired to its input', async () => {
		const { execution } = await send('continueErrorOutput');
		expect(execution.status).toBe('success');
		expect(recipients()).toEqual(good);

		const [sent, failed] = [output(execution, names.action), output(execution, names.action, 1)];
		expect(sent.map(({ pairedItem }) => pairedItem)).toEqual(good.map((item) => ({ item })));
		expect(sent.map(({ json }) => json.to)).toEqual(good.map((index) => numbers[index]));
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: BAD }, { item: REFUSED }]);
		expect(failed.map(({ json }) => json)).toMatchObject([badNumber, refused]);
		expect(output(execution, names.failed)).toHaveLength(2);
	});

	it('leave by one output in the order of the input when the node just continues', async () => {
		const { execution } = await send('continueRegularOutput');
		expect(execution.status).toBe('success');
		expect(recipients()).toEqual(good);

		const out = output(execution, names.action);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual(all.map((item) => ({ item })));
		expect(out[BAD]?.json).toMatchObject(badNumber);
		expect(out[REFUSED]?.json).toMatchObject(refused);
		expect(out.filter(({ json }) => 'messageId' in json)).toHaveLength(good.length);
	});

	it('are all checked before the workflow stops, and none is sent', async () => {
		const { execution, answer } = await send('stopWorkflow');
		expect(answer.status).toBe(500);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('call me');
		expect(recipients()).toEqual([]);
	});
});

/** Sends to what stands in a column, and gives the execution. */
async function sendTo(column: readonly unknown[], options: object = {}) {
	const { credential } = world();
	const action = {
		parameters: { ...sendButtons, options },
		onError: 'stopWorkflow' as const,
		credentials: { [credential.type]: credential },
	};
	const posted = column.map((to) => ({ to, body: 'Your parcel is here 📦' }));
	return await publishAndPost(world(), flow(action), { items: posted });
}

it('sends nothing of 30 items while 3 are bad, and names the 3 with their numbers', async () => {
	const bad = new Map([
		[3, 'call me'],
		[11, '12'],
		[29, 'later'],
	]);
	const thirty = Array.from({ length: 30 }, (_, index) => String(972_500_000_200 + index));
	world().sandbox.provider.reset();
	for (const number of thirty) world().sandbox.provider.phone(number).write('Hello');

	const { execution } = await sendTo(thirty.map((number, index) => bad.get(index) ?? number));
	expect(execution.status).toBe('error');
	const { message = '', description = '' } = execution.error ?? {};
	for (const [index, value] of bad) {
		expect(`${message} ${description}`).toContain(value);
		expect(`${message} ${description}`).toMatch(new RegExp(`[Ii]tem ${index + 1}\\b`));
	}
	expect(world().sandbox.provider.requests.last(100, { operation: 'sendButtons' })).toEqual([]);
});

it.each([
	['an Israeli number that a spreadsheet has made a number', 501_234_567, {}, '972501234567'],
	['a number of New York with the Country Code of its country', '(212) 555-1234', { countryCode: '1' }, '12125551234'],
])('sends %s to its own country', async (_, to, options, number) => {
	world().sandbox.provider.reset();
	world().sandbox.provider.phone(number).write('Hello');
	const { execution } = await sendTo([to], options);
	expect(execution.status).toBe('success');
	expect(world().sandbox.provider.accounts.get().customers.at(number).messages.at(-1)?.text).toContain('Your parcel');
});
