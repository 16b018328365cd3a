import fc from 'fast-check';

import { CRM, RegistrationWorld } from '../../../support/registrationWorld';

const FORMER = { url: CRM, system: false, readStatus: false, retry: false };

const TRIGGERS = 3;

type Step = readonly [
	what:
		| 'publish'
		| 'publish while none responds'
		| 'unpublish'
		| 'test'
		| 'endTest'
		| 'crash'
		| 'register again'
		| 'event',
	index: number,
];

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.tuple(
		fc.constantFrom<Step[0]>(
			'publish',
			'publish while none responds',
			'unpublish',
			'test',
			'endTest',
			'crash',
			'register again',
			'event',
		),
		fc.nat(TRIGGERS - 1),
	),
	{ maxLength: 12 },
);

/**
 * What nobody can know after a crash: a test of a workflow that is not published remembers the former address in the
 * memory of its process alone, since n8n never saves what a test remembers.
 */
const losesTest = ({ triggers }: RegistrationWorld): boolean =>
	triggers.some(({ test, isPublished }) => test !== undefined && !isPublished);

async function take(world: RegistrationWorld, [what, index]: Step): Promise<void> {
	if (what === 'publish') await world.publish(index);
	if (what === 'publish while none responds' && !world.triggers[index]!.isPublished) {
		world.isSilent = true;
		await world.publish(index);
		world.isSilent = false;
	}
	if (what === 'unpublish') await world.unpublish(index);
	if (what === 'test') await world.test(index);
	if (what === 'endTest') await world.endTest(index);
	if (what === 'crash' && !losesTest(world)) await world.crash(false);
	if (what === 'register again' && !losesTest(world)) await world.crash(true);
}

let events = 0;

/** One event: the CRM gets it once, whoever takes it first. */
async function expectFed(world: RegistrationWorld): Promise<void> {
	const unique = `M${events++}`;
	const { status } = await world.event(unique);
	const copies = world.atCrm.filter((one) => one === unique).length;
	expect({ status, copies }).toEqual(world.isServed ? { status: 200, copies: 1 } : { status: 404, copies: 0 });
}

async function play(isQueue: boolean, script: readonly Step[]): Promise<RegistrationWorld> {
	const world = new RegistrationWorld(TRIGGERS, isQueue, FORMER);
	let afterCrash = false;
	for (const step of script) {
		await take(world, step);
		// Until somebody registers, the account has the address of a test that died with n8n.
		if (step[0] === 'crash') afterCrash = true;
		if (!afterCrash) expect(world.isServed).toBe(true);
		await expectFed(world);
	}
	return world;
}

async function closeAll(world: RegistrationWorld): Promise<void> {
	for (let index = 0; index < TRIGGERS; index++) await world.endTest(index);
	for (let index = 0; index < TRIGGERS; index++) await world.unpublish(index);
}

it('feeds the CRM each event once, and gives it its address back, in whatever order things happen', async () => {
	await fc.assert(
		fc.asyncProperty(fc.boolean(), steps, async (isQueue, script) => {
			const world = await play(isQueue, script);
			const anybody = world.triggers.some(({ test, isPublished }) => test !== undefined || isPublished);
			await closeAll(world);
			if (anybody || world.isServed) expect(world.account).toEqual(FORMER);
		}),
		{ numRuns: 60 },
	);
}, 120_000);

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

	it('outlives that n8n dies while a published workflow is tested, and another is tested then', async () => {
		const world = await play(false, [
			['publish', 1],
			['test', 1],
			['crash', 0],
			['test', 0],
		]);
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
