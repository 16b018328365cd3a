import type { IDataObject } from 'n8n-workflow';

import { runNode, type RunOptions } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { SharedMemory } from '../support/memory';
import { picked } from '../support/parameters';
import { useProvider } from '../support/provider';

const provider = useProvider();

let memory: SharedMemory;

beforeEach(() => {
	memory = new SharedMemory();
});

const customers = Array.from({ length: 20 }, (_, index) => ({
	order: index,
	phone: `97250123450${String(index).padStart(2, '0')}`.slice(0, 12),
}));

const run = (items: IDataObject[], settings: Partial<RunOptions> = {}, key = '={{ $json.order }}') =>
	runNode({
		parameters: nodeParameters(kindOf('sendTemplate'), {
			to: '={{ $json.phone }}',
			template: picked('login_code'),
			otp: '123456',
			sendOnceKey: key,
		}),
		items,
		credential: provider.credential,
		memory,
		...settings,
	});

it('a second run sends only what is new, and says of the others that they were skipped', async () => {
	const first = await run(customers.slice(0, 15));
	expect(provider.received).toHaveLength(15);
	expect(first.outputs[0]![0]!.json).toMatchObject({ sentAs: 'template' });

	const second = await run(customers);
	expect(provider.received).toHaveLength(20);
	const skipped = second.outputs[0]!.slice(0, 15);
	expect(skipped.map(({ json }) => json)).toEqual(
		customers.slice(0, 15).map(({ phone }) => ({ operation: 'sendTemplate', to: phone, skipped: true })),
	);
	expect(second.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual(customers.map((_, item) => ({ item })));
});

it('sends one message for a key that two items share', async () => {
	const { outputs } = await run([customers[0]!, customers[0]!]);
	expect(provider.received).toHaveLength(1);
	expect(outputs[0]!.map(({ json }) => json.skipped)).toEqual([undefined, true]);
});

it('tries again with the same key what the provider surely refused, in the same run and in the next', async () => {
	provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 21, times: 1 });
	await run(customers.slice(0, 1));
	expect(provider.received).toHaveLength(2);

	provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 4, times: 1 });
	await run(customers.slice(1, 2), { onError: 'continueRegularOutput' });
	await run(customers.slice(1, 2));
	expect(provider.received).toHaveLength(4);
});

it.each(['', '={{ $json.nothing }}', '={{ null }}', '   '])('refuses an item whose key is empty: %j', async (key) => {
	const { outputs } = await run(customers.slice(0, 1), { onError: 'continueRegularOutput' }, key);
	expect(outputs[0]![0]!.json.error).toBe('Send Once Key is empty; it is required [item 0]');
	expect(provider.received).toHaveLength(0);
});

it('refuses a key that is no text, which would be the same for all items', async () => {
	const { outputs } = await run(customers.slice(0, 1), { onError: 'continueRegularOutput' }, '={{ $json }}');
	expect(outputs[0]![0]!.json.error).toContain('Send Once Key');
	expect(provider.received).toHaveLength(0);
});
