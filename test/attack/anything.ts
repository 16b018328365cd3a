import fc, { type Arbitrary } from 'fast-check';
import { stringify } from 'flatted';
import type { IDataObject } from 'n8n-workflow';

import type { Form, Row } from '../../nodes/NinetyNineDigital/form/model';
import type { Values } from '../../nodes/NinetyNineDigital/form/rows';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { questionForm } from '../../nodes/NinetyNineDigital/sendAndWait/questionForm';
import { useConnections } from '../support/connections';
import { documented } from '../support/documented';
import { runNode, type NodeRun } from '../support/engine';
import { hostileBody, hostileEvent, hostileTexts, hostileValue } from '../support/hostile';
import { filled } from '../support/parameters';
import { API_KEY } from '../support/provider';
import { useAccount } from '../support/triggerAccount';
import { post } from '../support/triggerPosts';

const polluted = (): unknown => (({}) as IDataObject).polluted;

/** Posts of all kinds to the address of a published trigger. */
export function attackTrigger(runs: number): void {
	const account = useAccount();
	const connections = useConnections();

	const posts = fc.array(
		fc.record({
			body: hostileBody,
			headers: fc.record(
				{
					'content-type': fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', ''),
					'x-99digital-answered': fc.constantFrom('1', ''),
					'x-99digital-forwarded-by': fc.constantFrom('0123456789abcdef', ',,,', 'x'.repeat(3_000)),
				},
				{ requiredKeys: ['content-type'] },
			),
		}),
		{ minLength: 25, maxLength: 25 },
	);

	const open = (more: IDataObject) =>
		account.published({ events: ['message', 'button', 'list', 'status', 'system'], ...more });

	const perAnswer = { outputs: 'perAnswer', answers: { answer: [{ match: 'yes' }, { match: '' }] } };

	it.each<[string, IDataObject]>([
		['simplified', {}],
		['as it came', { simplify: false }],
		['by answer, with files', { ...perAnswer, options: { downloadMedia: true, from: '050-123-4567' } }],
	])('from whoever has its whole address: taken or refused, %s', async (_, parameters) => {
		const n8n = await open(parameters);
		const elsewhere: string[] = [];
		n8n.elsewhere = (request, response) => {
			elsewhere.push(request.url ?? '');
			response.writeHead(404).end();
		};
		const { url } = account.settings();
		const statuses = new Set<number>();
		await fc.assert(
			fc.asyncProperty(posts, async (batch) => {
				const answers = await Promise.all(batch.map(({ body, headers }) => post(url, body, headers)));
				expect(JSON.stringify([answers, n8n.runs.splice(0), n8n.stored])).not.toContain(API_KEY);
				for (const { status } of answers) statuses.add(status);
			}),
			{ numRuns: runs, endOnFailure: true },
		);
		// 422 is n8n's own, for a body that is no JSON; 503 says that the same event is being handled.
		expect([...statuses].filter((status) => ![200, 400, 422, 503].includes(status))).toEqual([]);
		expect(statuses).toContain(200);
		expect(elsewhere).toEqual([]);
		expect(connections.besides(n8n.url, account.world.sandbox.url)).toEqual([]);
		expect(polluted()).toBeUndefined();
	});

	it('from strangers: not one is taken', async () => {
		const n8n = await open({});
		const [address] = account.settings().url.split('?');
		const queries = ['', '?secret=', '?secret=x', '?secret=x&secret=y', '?Secret=1', `?secret=${API_KEY}`];
		const events = fc.array(hostileEvent, { minLength: 25, maxLength: 25 });
		await fc.assert(
			fc.asyncProperty(events, fc.constantFrom(...queries), async (batch, query) => {
				const answers = await Promise.all(batch.map((event) => post(address! + query, event)));
				expect(answers.filter(({ status }) => status !== 401)).toEqual([]);
			}),
			{ numRuns: runs, endOnFailure: true },
		);
		expect(n8n.runs).toEqual([]);
		expect(connections.besides(n8n.url, account.world.sandbox.url)).toEqual([]);
	});
}

/** Of a repeat. */
const ENTRIES = 3;

/** Names of failures that are meant for a person. */
const TOLD = ['NodeOperationError', 'NodeApiError', 'ExpressionError', 'WorkflowOperationError'];

/** Parameters of all kinds in every operation that sends. */
export function attackParameters(runs: number): void {
	const { world } = useAccount();
	const connections = useConnections();

	const forms: Form[] = [...messageKinds, questionForm];

	// n8n itself warns of outputs that it cannot work out from what stands in the labels of answers.
	beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation());

	const valid: Readonly<Record<string, Values>> = {
		...filled,
		sendAndWait: { ...filled.sendButtons, message: 'מאשרים? 🤔', answerBy: 'link' },
	};

	/** Mostly valid, so that some of it comes through to the provider. */
	const parametersOf = ({ rows, operation }: Form): Arbitrary<IDataObject> =>
		fc.record(
			Object.fromEntries(rows.map((row) => [row.name, hostileOr(row, valid[operation]?.[row.name])])),
		) as Arbitrary<IDataObject>;

	const hostileOr = (row: Row, value: unknown): Arbitrary<unknown> => {
		// A number that is valid only changes the pace, and takes its time.
		if (row.type === 'number') return fc.constant(undefined);
		if (row.type !== 'repeat' || row.input === 'json') return mostly(fc.constant(value), hostileValue);
		const entry = fc.dictionary(fc.constantFrom(...row.of.map(({ name }) => name)), hostileValue);
		return mostly(
			fc.constant((value as Record<string, unknown> | undefined)?.[row.item.name]),
			fc.array(entry, { maxLength: ENTRIES }),
		);
	};

	const mostly = (usual: Arbitrary<unknown>, other: Arbitrary<unknown>) =>
		fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: other });

	/** The parameter of a row by an expression, of an entry's field in a repeat: n8n itself refuses one without entries. */
	const fromItem = (row: Row): unknown => {
		const path = `$json.p[${JSON.stringify(row.name)}]`;
		if (row.type !== 'repeat' || row.input === 'json') return `={{ ${path} }}`;
		const entry = (index: number) =>
			Object.fromEntries(row.of.map(({ name }) => [name, `={{ ${path}?.[${index}]?.${name} }}`]));
		return { [row.item.name]: Array.from({ length: ENTRIES }, (_, index) => entry(index)) };
	};

	const check = (run: NodeRun) => {
		expect([undefined, ...TOLD]).toContain((run.error as Error | undefined)?.name);
		expect(stringify(run.stored)).not.toContain(API_KEY);
		const { received } = world;
		for (const { operation, body } of received.splice(0)) {
			const page = Object.entries(documented).find(([name, { endpoint = name }]) => endpoint === operation);
			const unknown = Object.keys(body).filter((key) => !['apiKey', 'from', ...(page?.[1].keys ?? [])].includes(key));
			expect([operation, unknown]).toEqual([operation, []]);
		}
		expect(connections.besides(world.sandbox.url)).toEqual([]);
		expect(polluted()).toBeUndefined();
	};

	it.each(forms)('$label: said to a person, or sent as documented', async (form) => {
		const { resource, operation, rows } = form;
		const named = (isOption: boolean) =>
			Object.fromEntries(
				rows
					.filter(({ optional = false, type }) => optional === isOption && type !== 'number')
					.map((row) => [row.name, fromItem(row)]),
			) as IDataObject;
		const parameters = { resource, operation, ...named(false), options: named(true) };
		// A question is asked for the first item alone.
		const isQuestion = form === questionForm;
		const size = isQuestion ? 1 : 25;
		await fc.assert(
			fc.asyncProperty(
				fc.array(parametersOf(form), { minLength: size, maxLength: size }),
				fc.constantFrom('continueRegularOutput' as const, 'stopWorkflow' as const),
				async (cases, onError) => {
					const items = cases.map((p) => ({ p }));
					check(await runNode({ parameters, credential: world.credential, items, onError }));
				},
			),
			{ numRuns: isQuestion ? runs * 5 : runs, endOnFailure: true },
		);
	});

	it('anything for an operation, a resource, an option or a number: said to a person', async () => {
		const form = fc.constantFrom(...forms);
		const any = fc.record(
			{ resource: hostileValue, operation: hostileValue, options: hostileValue, simplify: hostileValue },
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(form, any, async ({ resource, operation }, more) => {
				const options = { maxInFlight: more.options, maxPerSecond: more.operation, maxRetries: more.resource };
				const parameters = { resource, operation, ...valid[operation], options, ...more } as IDataObject;
				// n8n itself refuses to start a node without what its form demands.
				const run = await runNode({ parameters, credential: world.credential }).catch((refusal: Error) => {
					expect(refusal.message).toContain("The '99digital' node has issues");
				});
				if (run) check(run);
			}),
			{ numRuns: runs * 10, endOnFailure: true },
		);
	});

	it('a hostile text is sent as it is, and changes nothing else', async () => {
		const run = await runNode({
			parameters: { operation: 'sendText', to: '050-123-4567', body: '={{ $json.text }}' },
			credential: world.credential,
			items: hostileTexts.filter((text) => text.trim() !== '').map((text) => ({ text })),
			onError: 'continueRegularOutput',
		});
		check(run);
	});
}
