import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../host/packageInstall';
import { freePort } from '../host/ports';
import { inProject } from '../host/project';
import { provisionHost, type Host } from '../host/provision';
import { openWorld, type World } from '../host/world';
import { makeCertificate, type Certificate } from '../test/support/certificate';
import { campaignChart, durationsChart } from './chart';
import { measureEditor } from './editor';
import { measureEngine, onErrors } from './engine';
import { measureFullMemory } from './fullMemory';
import { machine } from '../host/machine';
import { measureMessages, type MessageResult } from './messages';
import { openNetwork } from './network';
import {
	EDITOR_NAME,
	engineName,
	MEMORY_NAME,
	messageName,
	QUESTIONS_NAME,
	STATUSES_NAME,
	triggerName,
	type Lazy,
} from './names';
import { measureOpenQuestions } from './openQuestions';
import { report } from './report';
import { Results } from './results';
import {
	campaignMessages,
	engineItems,
	messageGroups,
	messageScenarios,
	roundTrips,
	seenEvents,
	triggerPosts,
	type MessageGroup,
	type MessageScenario,
} from './scenarios';
import { measureStatuses } from './statuses';
import { measureTrigger } from './trigger';

const OWNER = { email: 'owner@example.com', password: 'Bench-mark-99' };

/** n8n answers bursts of posts with and without this. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

interface Bench {
	host: Host;
	tarball: string;
	/** What the account is known by over a network. */
	certificate: Certificate;
	quick: boolean;
	results: Results;
}

const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

const sections = [...messageGroups, 'engine', 'trigger', 'memory', 'questions', 'statuses', 'editor'] as const;

type Section = (typeof sections)[number];

/**
 * `npm run bench`: measures all, and writes docs/benchmarks.md with its charts; with --quick a few, with --only one
 * section, both told only here.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
	});
	const { quick } = values;
	const only = sectionOf(values.only);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-bench-'));
	try {
		const host = await provisionHost({ report: say });
		const tarball = await packPackage(folder);
		const results = new Results(await resultsFile(tarball, quick));
		const bench = { host, tarball, certificate: makeCertificate(folder), quick, results };
		await measure(bench, only ? [only] : sections);
		const page = report(results, quick, await machine(host));
		if (quick || only) console.log(`\n${page}`);
		else await publish(page, results);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

function sectionOf(only: string | undefined): Section | undefined {
	const section = sections.find((name) => name === only);
	if (only === undefined || section) return section;
	throw new Error(`--only wants one of ${sections.join(', ')}, not ${only}`);
}

async function measure(bench: Bench, wanted: readonly Section[]): Promise<void> {
	const wants = (section: Section) => wanted.includes(section);
	await measureInN8n(bench, messageGroups.filter(wants));
	if (wants('trigger')) await measureTriggers(bench, 'eager');
	if (wants('trigger')) await measureTriggers(bench, 'lazy');
	await measureInTurn(
		bench,
		further.filter(({ section }) => wants(section)),
	);
	if (wants('engine')) await measureEngines(bench);
}

/** Another package gets another file: nothing is carried over from code that has changed. */
async function resultsFile(tarball: string, quick: boolean): Promise<string> {
	const hash = createHash('sha256').update(await readFile(tarball));
	return inProject('build', 'bench-results', `${hash.digest('hex').slice(0, 12)}${quick ? '-quick' : ''}.json`);
}

async function measureInN8n(bench: Bench, groups: readonly MessageGroup[]): Promise<void> {
	const { results, quick, certificate } = bench;
	const scenarios = groups.flatMap((group) => messageScenarios(group, quick));
	const missing = scenarios.filter((scenario) => !results.has(messageName(scenario)));
	if (missing.length === 0) return;
	await inWorld(bench, { NODE_EXTRA_CA_CERTS: certificate.caFile }, async (world) => {
		const network = await openNetwork(portOf(world.sandbox.url), roundTrips, certificate);
		try {
			await measureMessages(world, network, WARM_UP);
			for (const [index, scenario] of missing.entries()) {
				say(`${index + 1}/${missing.length}  ${messageName(scenario)}`);
				const result = await results.once(messageName(scenario), () => measureMessages(world, network, scenario));
				say(`        ${summary(result, scenario.count)}`);
			}
		} finally {
			await network.close();
		}
	});
}

const WARM_UP: MessageScenario = { sender: 'node', count: 300, latency: 30, perSecond: 0, roundTrip: 0 };

const portOf = (url: string): number => Number(new URL(url).port);

const summary = ({ accepted, requests, seconds, cpuMs, peakMb }: MessageResult, count: number): string =>
	`${accepted} accepted of ${requests} requests in ${seconds.toFixed(1)} s, ` +
	`${(cpuMs / count).toFixed(2)} ms of CPU each, ${peakMb.toFixed(0)} MB`;

/** A world of its own for each, so that neither setting profits from what the other has warmed up. */
async function measureTriggers(bench: Bench, lazy: Lazy): Promise<void> {
	const { results, quick } = bench;
	if (results.has(triggerName(lazy))) return;
	say(`triggers, ${lazy}`);
	await inWorld(bench, lazy === 'lazy' ? LAZY : {}, async (world) => {
		// As it comes, n8n takes several times as long for each.
		const posts = triggerPosts(quick) / (lazy === 'lazy' ? 1 : 2);
		await results.once(triggerName(lazy), async () => await measureTrigger(world, posts));
	});
}

async function inWorld(
	{ host, tarball }: Bench,
	environment: Record<string, string>,
	work: (world: World) => Promise<void>,
): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-99digital-bench-'));
	const port = await freePort();
	const world = await openWorld({ host, userFolder, port, sandboxPort: 0, tarball, owner: OWNER, environment });
	try {
		await work(world);
	} finally {
		await world.close();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Both settings at the same time, each in a process of its own, so that neither has a better moment of the machine. */
async function measureEngines({ results, quick }: Bench): Promise<void> {
	for (const count of engineItems(quick)) {
		const missing = onErrors.filter((onError) => !results.has(engineName(count, onError)));
		if (missing.length === 0) continue;
		say(`engine, ${count} items`);
		await Promise.all(
			missing.map((onError) => results.once(engineName(count, onError), () => measureEngine(count, onError))),
		);
	}
}

interface Further {
	section: Section;
	name: string;
	measure(world: World, bench: Bench): Promise<unknown>;
}

/**
 * What is compared only with itself or in turns with its peer, so that it may follow other measurements; none may follow
 * the statuses.
 */
const further: readonly Further[] = [
	{ section: 'editor', name: EDITOR_NAME, measure: (world, { host }) => measureEditor(world, host) },
	{
		section: 'memory',
		name: MEMORY_NAME,
		measure: (world, { host, quick }) => measureFullMemory(world, host, triggerPosts(quick), seenEvents(quick)),
	},
	{
		section: 'questions',
		name: QUESTIONS_NAME,
		measure: (world, { quick }) => measureOpenQuestions(world, triggerPosts(quick)),
	},
	{
		section: 'statuses',
		name: STATUSES_NAME,
		measure: (world, { quick }) => measureStatuses(world, campaignMessages(quick)),
	},
];

/** One n8n for all of them. */
async function measureInTurn(bench: Bench, wanted: readonly Further[]): Promise<void> {
	const missing = wanted.filter(({ name }) => !bench.results.has(name));
	if (missing.length === 0) return;
	await inWorld(bench, LAZY, async (world) => {
		for (const { name, measure } of missing) {
			say(name);
			await bench.results.once(name, () => measure(world, bench));
		}
	});
}

async function publish(page: string, results: Results): Promise<void> {
	await writeFile(inProject('docs', 'benchmarks.md'), page);
	await writeFile(inProject('docs', 'benchmarks.svg'), durationsChart(results));
	await writeFile(inProject('docs', 'benchmarks-campaign.svg'), campaignChart(results));
	say('docs/benchmarks.md and its charts are written.');
}

main().catch((error: Error) => {
	console.error(error.stack);
	process.exitCode = 1;
});
