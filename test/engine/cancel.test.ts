import { once } from 'node:events';

import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { picked } from '../support/parameters';
import { useProvider } from '../support/provider';

const provider = useProvider();

const numberOf = (index: number) => `97250123450${index}`;

const parameters = nodeParameters(kindOf('sendTemplate'), {
	to: '={{ $json.to }}',
	template: picked('login_code'),
	otp: '1042',
	maxInFlight: 1,
});

const run = (indexes: number[], cancelOn?: Promise<unknown>) =>
	runNode({
		parameters,
		items: indexes.map((index) => ({ to: numberOf(index) })),
		credential: provider.credential,
		onError: 'continueRegularOutput',
		cancelOn,
	});

const recipients = () => provider.received.map(({ body }) => body.to);

async function arrival(to: string): Promise<void> {
	while (!recipients().includes(to)) await once(provider.sandbox.provider, 'change');
}

it('a cancelled execution sends no further item, and does not wait for the one on its way', async () => {
	provider.sandbox.provider.behaviours.add({ effect: 'hang', to: numberOf(1) });
	const cancelled = await run([0, 1, 2, 3, 4], arrival(numberOf(1)));
	expect(cancelled.stored.status).toBe('canceled');
	// Whatever the cancelled run had still sent would arrive before the message of another run.
	await run([9]);
	expect(recipients()).toEqual([0, 1, 9].map(numberOf));
});
