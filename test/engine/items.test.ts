import type { INodeExecutionData } from 'n8n-workflow';

import { runNode, type RunOptions } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { picked } from '../support/parameters';
import { useProvider } from '../support/provider';

const provider = useProvider();

const COUNT = 20;
const BAD = 7;
const REFUSED = 13;

const numberOf = (index: number) => `9725012345${String(index).padStart(2, '0')}`;

/** Twenty customers, of whom one wrote down a bad number and one is not on WhatsApp. */
const customers = Array.from({ length: COUNT }, (_, index) => ({
	phone: index === BAD ? '12345' : `+${numberOf(index)}`,
	customer: `customer ${index}`,
}));

const parameters = nodeParameters(kindOf('sendTemplate'), {
	to: '={{ $json.phone }}',
	template: picked('login_code'),
	otp: '={{ $itemIndex + 1000 }}',
});

const run = (settings: Partial<RunOptions> = {}) =>
	runNode({ parameters, items: customers, credential: provider.credential, ...settings });

const indexesOf = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const everyIndex = Array.from({ length: COUNT }, (_, index) => index);

const sentIndexes = everyIndex.filter((index) => index !== BAD && index !== REFUSED);

const badNumber = {
	error: `To is "12345"; it must be a phone number such as +972 50-123-4567 or 050-123-4567 [item ${BAD}]`,
	description: 'Nothing was sent for this item. Correct the field and run it again.',
	reason: null,
	retryable: false,
	sent: 'no',
};

const notOnWhatsApp = {
	error: `99digital does not accept the number in To, or it is not on WhatsApp [item ${REFUSED}]`,
	description: expect.stringContaining('reason 4'),
	reason: 4,
	retryable: false,
	sent: 'no',
};

beforeEach(() => {
	provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 4, to: numberOf(REFUSED) });
});

describe('twenty items, one with a bad number and one refused', () => {
	afterEach(() => {
		const attempted = everyIndex.filter((index) => index !== BAD).map(numberOf);
		expect(provider.received.map(({ body }) => body.to).sort()).toEqual(attempted);
	});

	it('go to the two outputs, each with its own input', async () => {
		const { outputs, error } = await run({ onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		const [sent, failed] = outputs as [INodeExecutionData[], INodeExecutionData[]];
		expect(indexesOf(sent)).toEqual(sentIndexes);
		expect(sent.map(({ json }) => json.to)).toEqual(sentIndexes.map(numberOf));
		expect(failed).toEqual([
			{ json: { ...customers[BAD], ...badNumber }, pairedItem: { item: BAD } },
			{ json: { ...customers[REFUSED], ...notOnWhatsApp }, pairedItem: { item: REFUSED } },
		]);
	});

	it.each<[string, Partial<RunOptions>]>([
		['"continue"', { onError: 'continueRegularOutput' }],
		['"continue on fail" of old workflows', { continueOnFail: true }],
	])('go to the one output with %s, in input order', async (_, settings) => {
		const { outputs, error } = await run(settings);
		expect(error).toBeUndefined();
		expect(outputs.length).toBe(1);
		const [items] = outputs as [INodeExecutionData[]];
		expect(indexesOf(items)).toEqual(everyIndex);
		expect(items[BAD]!.json).toEqual(badNumber);
		expect(items[REFUSED]!.json).toEqual(notOnWhatsApp);
		expect(items.filter(({ json }) => json.error === undefined).map(({ json }) => json.to)).toEqual(
			sentIndexes.map(numberOf),
		);
	});

	it('are all attempted before the workflow stops, and the first failure is told', async () => {
		const { outputs, error } = await run();
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: badNumber.error,
			description: `${badNumber.description} 18 of 20 items were sent.`,
			context: { itemIndex: BAD },
		});
	});
});

describe('an expression that fails', () => {
	const days = (failing: number) =>
		customers.map((_, index) => ({ to: numberOf(index), day: index === failing ? 'never' : '2027-01-31' }));
	const withDay = {
		...parameters,
		to: '={{ $json.to }}',
		options: { otp: '={{ $json.day.toDateTime().toFormat("ddMMyy") }}' },
	};

	it.each([0, BAD])('keeps only its own item from being sent: item %i', async (failing) => {
		const { outputs } = await run({ parameters: withDay, items: days(failing), onError: 'continueErrorOutput' });
		const [sent, failed] = outputs as [INodeExecutionData[], INodeExecutionData[]];
		expect(indexesOf(sent)).toEqual(everyIndex.filter((index) => index !== failing && index !== REFUSED));
		expect(indexesOf(failed)).toEqual([failing, REFUSED]);
		expect(failed[0]!.json).toMatchObject({
			error: expect.stringMatching(`\\[item ${failing}\\]$`),
			description: 'Nothing was sent for this item. Correct the expression of the field and run it again.',
			reason: null,
			retryable: false,
			sent: 'no',
		});
	});

	it('in an option that is read once for all is told by every item', async () => {
		const options = { otp: '1042', maxInFlight: '={{ "never".toDateTime() }}' };
		const { outputs, error } = await run({ parameters: { ...parameters, options }, onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(outputs.map(({ length }) => length)).toEqual([0, COUNT]);
		expect(provider.received).toEqual([]);
	});
});
