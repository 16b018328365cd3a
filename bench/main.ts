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
import { chart } from './chart';
import { measureEngine } from './engine';
import { machine } from '../host/machine';
import { measureMessages, type MessageResult } from './messages';
import { engineName, messageName, QUESTIONS_NAME, STATUSES_NAME, triggerName, type Lazy } from './names';
import { measureOpenQuestions, openQuestionsSection, type OpenQuestionsResult } from './openQuestions';
import { report } from './report';
import { Results } from './results';
import { campaignMessages, engineCounts, messageScenarios, triggerPosts } from './scenarios';
import { measureStatuses, statusesSection, type StatusesResult } from './statuses';
import { measureTrigger } from './trigger';

const OWNER = { email: 'owner@example.com', password: 'Bench-mark-99' };

/** n8n answers bursts of posts with and without this. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

interface Bench {
	host: Host;
	tarball: string;
	quick: boolean;
	results: Results;
}

const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

const flag = { type: 'boolean', default: false } as const;

/** `npm run bench`: measures all, and writes docs/benchmarks.md with its chart; with --quick a few, with --questions what open
 * questions cost the trigger, with --statuses what the statuses of a campaign do, all told only here. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { quick: flag, questions: flag, statuses: flag } });
	const { quick, questions, statuses } = values;
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-bench-'));
	try {
		const host = await provisionHost({ report: say });
		const tarball = await packPackage(folder);
		const results = new Results(await resultsFile(tarball, quick));
		const bench = { host, tarball, quick, results };
		if (questions) return console.log(openQuestionsSection(await measureQuestions(bench)));
		if (statuses) return console.log(statusesSection(await measureCampaign(bench)));
		await measureInN8n(bench);
		await measureTriggers(bench, 'lazy');
		await measureQuestions(bench);
		await measureCampaign(bench);
		await measureEngines(bench);
		await publish(bench);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Another package gets another file: nothing is carried over from code that has changed. */
async function resultsFile(tarball: string, quick: boolean): Promise<string> {
	const hash = createHash('sha256').update(await readFile(tarball));
	return inProject('build', 'bench-results', `${hash.digest('hex').slice(0, 12)}${quick ? '-quick' : ''}.json`);
}

async function measureInN8n(bench: Bench): Promise<void> {
	const { results, quick } = bench;
	const missing = messageScenarios(quick).filter((scenario) => !results.has(messageName(scenario)));
	if (missing.length > 0) {
		await inWorld(bench, {}, async (world) => {
			await measureMessages(world, { sender: 'node', count: 300, latency: 30, perSecond: 0 });
			for (const [index, scenario] of missing.entries()) {
				say(`${index + 1}/${missing.length}  ${messageName(scenario)}`);
				const result = await results.once(messageName(scenario), async () => await measureMessages(world, scenario));
				say(`        ${summary(result, scenario.count)}`);
			}
		});
	}
	await measureTriggers(bench, 'eager');
}

const summary = ({ accepted, requests, seconds, cpuMs, peakMb }: MessageResult, count: number): string =>
	`${accepted} accepted of ${requests} requests in ${seconds.toFixed(1)} s, ` +
	`${(cpuMs / count).toFixed(2)} ms of CPU each, ${peakMb.toFixed(0)} MB`;

/** A world of its own for each, so that neither setting profits from what the other has warmed up. */
async function measureTriggers(bench: Bench, lazy: Lazy): Promise<void> {
	const { results, quick } = bench;
	if (results.has(triggerName(lazy))) return;
	say(`triggers, ${lazy}`);
	await inWorld(bench, lazy === 'lazy' ? LAZY : {}, async (world) => {
		await results.once(triggerName(lazy), async () => await measureTrigger(world, triggerPosts(quick)));
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

async function measureEngines({ results, quick }: Bench): Promise<void> {
	for (const count of engineCounts(quick)) {
		if (results.has(engineName(count))) continue;
		say(engineName(count));
		await results.once(engineName(count), async () => await measureEngine(count));
	}
}

async function measureQuestions(bench: Bench): Promise<OpenQuestionsResult[]> {
	const { results, quick } = bench;
	return await results.once(QUESTIONS_NAME, async () => {
		say(QUESTIONS_NAME);
		let measured: OpenQuestionsResult[] = [];
		await inWorld(bench, LAZY, async (world) => {
			measured = await measureOpenQuestions(world, triggerPosts(quick));
		});
		return measured;
	});
}

async function measureCampaign(bench: Bench): Promise<StatusesResult[]> {
	const { results, quick } = bench;
	return await results.once(STATUSES_NAME, async () => {
		say(STATUSES_NAME);
		let measured: StatusesResult[] = [];
		await inWorld(bench, LAZY, async (world) => {
			measured = await measureStatuses(world, campaignMessages(quick));
		});
		return measured;
	});
}

async function publish({ host, results, quick }: Bench): Promise<void> {
	const page = report(results, quick, await machine(host));
	if (quick) return console.log(`\n${page}`);
	await writeFile(inProject('docs', 'benchmarks.md'), page);
	await writeFile(inProject('docs', 'benchmarks.svg'), chart(results));
	say('docs/benchmarks.md and docs/benchmarks.svg are written.');
}

main().catch((error: Error) => {
	console.error(error.stack);
	process.exitCode = 1;
});
