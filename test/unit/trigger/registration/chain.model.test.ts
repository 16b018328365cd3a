import fc from 'fast-check';

import { FORMER, RegistrationWorld } from '../../../support/registrationWorld';

const TRIGGERS = 3;

const kinds = [
	'publish',
	'publish while none responds',
	'publish while an event comes',
	'unpublish',
	'unpublish while n8n starts',
	'test',
	'endTest',
	'crash',
	'register again',
	'event',
] as const;

type Step = readonly [what: (typeof kinds)[number], index: number];

const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(TRIGGERS - 1)), {
	maxLength: 12,
});

/**
 * What nobody can know after a crash: a test of a workflow that is not published remembers the former address in the
 * memory of its process alone, since n8n never saves what a test remembers.
 */
const losesTest = ({ triggers }: RegistrationWorld): boolean =>
	triggers.some(({ test, isPublished }) => test !== undefined && !isPublished);

let events = 0;

const copiesOf = ({ atCrm }: RegistrationWorld, unique: string): number => atCrm.filter((one) => one === unique).length;

async function take(world: RegistrationWorld, [what, index]: Step): Promise<void> {
	if (what === 'publish') await world.publish(index);
	if (what === 'publish while none responds' && !world.triggers[index]!.isPublished) {
		world.isSilent = true;
		await world.publish(index);
		world.isSilent = false;
	}
	if (what === 'publish while an event comes') {
		const unique = `M${events++}`;
		const status = await world.publishMeanwhile(index, unique);
		expect(copiesOf(world, unique)).toBe(status === 200 ? 1 : 0);
	}
	if (what === 'unpublish') await world.unpublish(index);
	if (what === 'unpublish while n8n starts') {
		world.isStarting = true;
		await world.unpublish(index);
		world.isStarting = false;
	}
	if (what === 'test') await world.test(index);
	if (what === 'endTest') await world.endTest(index);
	if (what === 'crash' && !losesTest(world)) await world.crash(false);
	if (what === 'register again' && !losesTest(world)) await world.crash(true);
}

/** One event: the CRM gets it once, whoever takes it first, and if all know of each other each published workflow has one run. */
async function expectFed(world: RegistrationWorld, know = true): Promise<void> {
	const unique = `M${events++}`;
	const { status } = await world.event(unique);
	const copies = copiesOf(world, unique);
	expect({ status, copies }).toEqual(world.isServed ? { status: 200, copies: 1 } : { status: 404, copies: 0 });
	if (world.isServed && know) expect(world.runs).toEqual(world.triggers.map(({ isPublished }) => Number(isPublished)));
}

async function play(isQueue: boolean, script: readonly Step[]): Promise<RegistrationWorld> {
	const world = new RegistrationWorld(TRIGGERS, isQueue);
	let afterCrash = false;
	let know = true;
	for (const step of script) {
		const isCrash = step[0] === 'crash' || step[0] === 'register again';
		// What the test has learnt of the others dies with it.
		if (isCrash && world.triggers.some(({ test }) => test)) know = false;
		await take(world, step);
		// Until somebody registers, the account has the address of a test that died with n8n.
		if (step[0] === 'crash') afterCrash = true;
		if (!afterCrash) expect(world.isServed).toBe(true);
		await expectFed(world, know);
	}
	return world;
}

/** What somebody does who is told to publish each workflow once more. */
async function publishAllAgain(world: RegistrationWorld): Promise<void> {
	for (const [index, { isPublished }] of world.triggers.entries()) if (isPublished) await world.publish(index);
}

async function closeAll(world: RegistrationWorld): Promise<void> {
	for (let index = 0; index < TRIGGERS; index++) await world.endTest(index);
	for (let index = 0; index < TRIGGERS; index++) await world.unpublish(index);
}

afterEach(() => jest.useRealTimers());

it('feeds the CRM and each workflow every event once, and gives the address back, in whatever order things happen', async () => {
	await fc.assert(
		fc.asyncProperty(fc.boolean(), steps, async (isQueue, script) => {
			const world = await play(isQueue, script);
			await publishAllAgain(world);
			await expectFed(world);
			const anybody = world.triggers.some(({ test, isPublished }) => test !== undefined || isPublished);
			await closeAll(world);
			if (anybody || world.isServed) expect(world.account).toEqual(FORMER);
		}),
		{ numRuns: 100 },
	);
});

it('begins anew with the address that somebody enters at 99digital, after n8n has died while a workflow was published', async () => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask'] });
	await fc.assert(
		fc.asyncProperty(
			...[fc.boolean(), steps, fc.nat(TRIGGERS - 1), fc.nat(4)],
			async (isQueue, script, index, requests) => {
				const world = await play(isQueue, script);
				for (let each = 0; each < TRIGGERS; each++) await world.endTest(each);
				await world.publishAndDie(index, requests);
				const published = [...world.triggers.keys()].filter((each) => world.triggers[each]!.isPublished);
				world.timePasses = true;
				await closeAll(world);
				world.account = { ...FORMER };
				for (const each of published) await world.publish(each);
				world.timePasses = false;
				await expectFed(world);
				await closeAll(world);
				expect(world.account).toEqual(FORMER);
			},
		),
		{ numRuns: 100 },
	);
});

describe('CRM ← A ← B', () => {
	it.each([[false], [true]])('outlives a restart and any order of unpublishing (queue mode: %j)', async (isQueue) => {
		for (const order of [
			[0, 1],
			[1, 0],
		]) {
			const world = await play(isQueue, [
				['publish', 0],
				['publish', 1],
				['crash', 0],
				['unpublish', order[0]!],
			]);
			await world.unpublish(order[1]!);
			expect(world.account).toEqual(FORMER);
		}
	});

	it('outlives that A did not respond when B asked it', async () => {
		const world = await play(true, [
			['publish', 0],
			['crash', 0],
			['publish while none responds', 1],
			['unpublish', 0],
		]);
		await world.unpublish(1);
		expect(world.account).toEqual(FORMER);
	});

	it.each<[what: string, script: Step[]]>([
		[
			'A did not respond when B asked it, and only A registers again',
			[
				['publish', 1],
				['register again', 0],
				['publish while none responds', 0],
				['register again', 0],
			],
		],
		[
			'a trigger between the two could not learn the end, and all register again',
			[
				['publish', 2],
				['crash', 0],
				['publish while none responds', 0],
				['publish', 1],
				['register again', 0],
			],
		],
		[
			'n8n dies while a published workflow is tested, which does not respond when another is published',
			[
				['publish', 2],
				['test', 2],
				['crash', 0],
				['publish while none responds', 0],
			],
		],
		[
			'B could not ask A, C is published after it, and A goes first',
			[
				['publish', 0],
				['crash', 0],
				['publish while none responds', 2],
				['publish', 1],
			],
		],
		[
			'neither B nor C could ask A, which goes first',
			[
				['publish', 2],
				['crash', 0],
				['publish while none responds', 0],
				['publish while none responds', 1],
				['unpublish', 2],
			],
		],
		[
			'a trigger is published again a moment after it was found to be gone',
			[
				['publish', 0],
				['publish', 1],
				['unpublish', 0],
				['publish', 0],
				['publish', 1],
			],
		],
		[
			'the process that takes posts is just starting when B is unpublished, and A is still there',
			[
				['publish', 0],
				['publish', 1],
				['unpublish while n8n starts', 1],
			],
		],
		[
			'it is starting when A is unpublished, and B does not know the end',
			[
				['publish', 1],
				['register again', 0],
				['publish while none responds', 0],
				['unpublish while n8n starts', 1],
			],
		],
		...[0, 1].map((tested): [string, Step[]] => [
			`n8n dies while published workflow 1 is tested, and ${tested} is tested then`,
			[
				['publish', 1],
				['test', 1],
				['crash', 0],
				['test', tested],
			],
		]),
	])('outlives that %s', async (_, script) => {
		const world = await play(false, script);
		await closeAll(world);
		expect(world.account).toEqual(FORMER);
	});

	it('goes on where both are each other’s former address', async () => {
		const world = await play(false, [
			['publish', 0],
			['publish', 1],
			['register again', 0],
			['register again', 0],
		]);
		await world.unpublish(1);
		await expectFed(world);
		await world.unpublish(0);
		expect(world.account).toEqual(FORMER);
	});
});
