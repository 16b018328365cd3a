import { rateLimitReasons } from '../../live/facts';
import { adviceFor } from '../../nodes/NinetyNineDigital/form/advice';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { endings } from '../../sandbox/page/provider/disturbances';
import { documented } from '../support/documented';
import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled, mapped, picked } from '../support/parameters';
import { CUSTOMER, useProvider } from '../support/provider';

const provider = useProvider();

const parametersOf = (operation: string, changes: object = {}) =>
	nodeParameters(kindOf(operation), { ...filled[operation], maxRetries: 0, ...changes });

const run = (operation: string, changes: object = {}, credential = provider.credential) =>
	runNode({ parameters: parametersOf(operation, changes), credential, onError: 'continueRegularOutput' });

const reasonOf = async (...args: Parameters<typeof run>) => (await run(...args)).outputs[0]![0]!.json.reason;

const cases = messageKinds.flatMap((kind) =>
	documented[kind.operation]!.reasons.map((reason) => ({ kind, operation: kind.operation, reason })),
);

/** The sentences of the three pages that are held by the cases: "in this operation, this reason means …". */
const sentences = [
	...['buttons.reason.2', 'buttons.reason.3', 'buttons.reason.4', 'buttons.reason.5', 'buttons.reason.6'],
	...['buttons.reason.7', 'buttons.reason.8', 'buttons.reason.9', 'buttons.reason.10', 'buttons.reason.11'],
	...['buttons.reason.12', 'buttons.reason.13', 'buttons.reason.14', 'buttons.reason.15', 'buttons.reason.16'],
	...['list.reason.2', 'list.reason.3', 'list.reason.4', 'list.reason.5', 'list.reason.6'],
	...['list.reason.7', 'list.reason.8', 'list.reason.9', 'list.reason.10', 'list.reason.11'],
	...['list.reason.12', 'list.reason.13', 'list.reason.14', 'list.reason.15', 'list.reason.16'],
	...['template.reason.2', 'template.reason.3', 'template.reason.4', 'template.reason.6', 'template.reason.12'],
	...['template.reason.14', 'template.reason.15', 'template.reason.17', 'template.reason.18', 'template.reason.19'],
	...['template.reason.20', 'template.reason.21', 'template.reason.22', 'template.reason.23', 'template.reason.24'],
];

it('every reason of the three pages is a case', () => {
	const pages: Readonly<Record<string, string>> = {
		sendButtons: 'buttons',
		sendList: 'list',
		sendTemplate: 'template',
	};
	const ofPages = cases.filter(({ operation }) => operation in pages);
	expect(ofPages.map(({ operation, reason }) => `${pages[operation]}.reason.${reason}`).sort()).toEqual(
		sentences.sort(),
	);
});

describe.each(cases)('$operation refused with reason $reason', ({ kind, operation, reason }) => {
	const { message, fix } = adviceFor(kind, reason);
	const description = `${fix} (99digital, ${kind.endpoint}, reason ${reason})`;

	beforeEach(() => {
		provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason });
	});

	it('tells on the item what happened and how to mend it', async () => {
		const { outputs, error } = await run(operation);
		expect(error).toBeUndefined();
		expect(outputs).toEqual([
			[
				{
					json: {
						error: `${message} [item 0]`,
						description,
						reason,
						retryable: documented[operation]!.retryable.includes(reason),
						sent: 'no',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		expect(provider.received.length).toBe(1);
	});

	it('stops the workflow with the same words', async () => {
		const { outputs, error } = await runNode({ parameters: parametersOf(operation), credential: provider.credential });
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', message: `${message} [item 0]`, description });
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('a reason that no page lists', () => {
	it.each(messageKinds)('is told as such by $label', async ({ operation, endpoint }) => {
		provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 99 });
		const { outputs } = await run(operation);
		expect(outputs[0]![0]!.json).toMatchObject({
			error: expect.stringContaining('that this package does not know yet: 99'),
			description: expect.stringContaining(`(99digital, ${endpoint}, reason 99)`),
			reason: 99,
			retryable: false,
			sent: 'no',
		});
	});
});

describe('the provider itself', () => {
	const hour = 60 * 60 * 1000;

	it('does not know the number of the credential', async () => {
		expect(await reasonOf('sendButtons', {}, { ...provider.credential, from: '972509999999' })).toBe(2);
	});

	it('does not accept the key', async () => {
		expect(await reasonOf('sendButtons', {}, { ...provider.credential, apiKey: 'another' })).toBe(3);
	});

	it('[buttons.window] [list.window] [template.anytime] sees the window closed a day after the last message', async () => {
		provider.sandbox.provider.clock.advance(25 * hour);
		expect(await reasonOf('sendButtons')).toBe(7);
		expect(await reasonOf('sendList')).toBe(7);
		expect(await reasonOf('sendTemplate')).toBeUndefined();
	});

	it('[list.firstContact] sees the window closed for whoever never wrote', async () => {
		expect(await reasonOf('sendList', { to: '0521234567' })).toBe(8);
	});

	it('has no template of the name', async () => {
		expect(await reasonOf('sendTemplate', { template: picked('no_such') })).toBe(12);
	});

	it('wants as many variables as the template has', async () => {
		expect(await reasonOf('sendTemplate', { variables: mapped('1042') })).toBe(17);
	});

	it('limits the rate', async () => {
		provider.sandbox.provider.behaviours.add({ effect: 'rateLimit', perSecond: 1 });
		const items = [{}, {}];
		const parameters = parametersOf('sendTemplate', { to: `={{ ${CUSTOMER} + $itemIndex }}` });
		const { outputs } = await runNode({
			parameters,
			items,
			credential: provider.credential,
			onError: 'continueRegularOutput',
		});
		expect(outputs[0]!.map(({ json }) => json.reason)).toEqual([undefined, 22]);
	});
});

it.each(messageKinds.filter(({ operation }) => operation !== 'markAsRead'))(
	"'too fast' on the phone page refuses $label with the reason of its own page",
	async ({ operation, endpoint }) => {
		const server = provider.sandbox.provider;
		server.behaviours.add(endings.find(({ name }) => name === 'tooFast')!.behaviour);
		const reactsTo = operation === 'sendReaction' && { messageId: server.phone(CUSTOMER).write('Thank you').unique };
		const reason = rateLimitReasons[endpoint];
		expect(reason).toBeGreaterThan(0);
		expect(await reasonOf(operation, { ...reactsTo })).toBe(reason);
	},
);

describe('what the provider says may be tried again', () => {
	it('is sent after all', async () => {
		provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 6, times: 1 });
		expect(await reasonOf('sendButtons', { maxRetries: 1 })).toBeUndefined();
		expect(provider.received.length).toBe(2);
	});
});
