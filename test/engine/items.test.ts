import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
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
});

describe('where the workflow is to stop', () => {
	it('nothing is sent while one item is invalid, and the message names it with its number and value', async () => {
		const { outputs, error } = await run();
		expect(provider.received).toEqual([]);
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: badNumber.error,
			description: expect.stringMatching(/^Nothing was sent, not even the other items\. .*\nItem 8: To is "12345"; /),
			context: { itemIndex: BAD },
		});
	});

	it('all items that are invalid are told, twenty of them in full', async () => {
		const items = Array.from({ length: 60 }, (_, index) => ({ phone: index % 2 ? numberOf(0) : `נועה ${index}` }));
		const { error } = await run({ items });
		expect(provider.received).toEqual([]);
		expect(error?.message).toBe('30 items of 60 cannot be sent [item 0]');
		const lines = error!.description!.split('\n');
		expect(lines.filter((line) => /^Item \d+: To is "נועה \d+"/.test(line))).toHaveLength(20);
		expect(lines.at(-1)).toBe('And 10 more: items 41, 43, 45, 47, 49, 51, 53, 55, 57, 59.');
	});

	it('all are tried that 99digital may refuse, and the message tells what became of each', async () => {
		const items = customers.filter((_, index) => index !== BAD);
		const { error } = await run({ items });
		expect(provider.received).toHaveLength(COUNT - 1);
		expect(error?.message).toMatch(/\[item 12\]$/);
		expect(error?.description).toContain('18 of 19 items were sent.\nSent: items 1-12, 14-19.\nNot sent: item 13.');
		expect(error?.description).toContain('give a Send Once Key');
		expect(error?.description).toContain('Item 13: 99digital does not accept the number in To');
		expect(error?.description).not.toMatch(/and run it again/);
	});

	it('a message of unknown fate is told as such', async () => {
		provider.sandbox.provider.behaviours.add({ effect: 'dropBeforeReading', to: numberOf(3) });
		const { error } = await run({ items: customers.slice(0, 5) });
		expect(error?.description).toContain('Sent: items 1-3, 5.\nUnknown, perhaps sent: item 4.');
	});
});

describe('Retry On Fail', () => {
	const hintsOf = ({ stored }: Awaited<ReturnType<typeof runNode>>) =>
		Object.values(stored.data.resultData.runData).flatMap((runs) =>
			runs.flatMap(({ hints }) => (hints ?? []).map(({ message }) => message)),
		);
	const one = (options: object, retryOnFail: boolean) =>
		run({
			parameters: { ...parameters, options: { ...(parameters.options as object), ...options } },
			items: customers.slice(0, 1),
			retryOnFail,
		});

	it('without a Send Once Key is told, though nothing has failed', async () => {
		expect(hintsOf(await one({}, true))).toEqual([expect.stringContaining('Retry On Fail is on')]);
	});

	it('is not told of with a key, nor while it is off', async () => {
		expect(hintsOf(await one({ sendOnceKey: '={{ $json.phone }}' }, true))).toEqual([]);
		expect(hintsOf(await one({}, false))).toEqual([]);
	});
});

it('an operation that does not exist fails, and sends nothing', async () => {
	const { error } = await run({ parameters: { ...parameters, operation: 'sendSmoke' } });
	expect(error?.message).toBe('99digital has no operation "sendSmoke"');
	expect(provider.received).toEqual([]);
});

it('an operation that does not exist fails without items, too', async () => {
	const context = {
		getNodeParameter: () => 'sendSmoke',
		getNode: () => ({ name: '99digital' }),
		getInputData: () => [],
	};
	const execute = new NinetyNineDigital().execute.call(context as unknown as IExecuteFunctions);
	await expect(execute).rejects.toThrow('99digital has no operation "sendSmoke"');
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
