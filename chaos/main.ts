import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from '../host/machine';
import { packPackage } from '../host/packageInstall';
import { inProject } from '../host/project';
import { provisionHost, type Host } from '../host/provision';
import { findPrograms } from '../host/queue/services';
import { SetupError } from '../host/setupError';
import { readOptions, usage, type ChaosOptions } from './options';
import { makePlan, planLines, type Plan } from './plan';
import { page } from './page';
import { judge, type Result } from './result';
import { runStorm } from './runStorm';

const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

/** Makes up a seed that a person can type. */
const newSeed = (): number => Date.now() % 1_000_000;

/** `npm run chaos`: a storm, and what is true after it. */
async function main(args: readonly string[]): Promise<void> {
	const options = readOptions(args, newSeed());
	if (options.help) return console.log(usage);
	const ms = (options.minutes * 60_000) / options.modes.length;
	const plans = options.modes.map((mode) => makePlan(options.seed, mode, ms));
	if (options.plan) return console.log(plans.flatMap((plan) => [`# ${plan.mode}`, ...planLines(plan)]).join('\n'));
	if (options.modes.includes('queue')) findPrograms();

	say(`The same storm again: ${commandOf(options)}`);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-chaos-'));
	try {
		const host = await provisionHost({ report: say });
		const tarball = await packPackage(folder);
		const results = await all(plans.map(async (plan) => await storm(plan, { host, tarball })));
		for (const result of results) tellOf(result);
		if (options.write)
			await writeFile(inProject('docs', 'reliability.md'), page(await machine(host), commandOf(options), results));
		count(results);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Each storm comes to its own end, also where another one breaks off. */
async function all(storms: ReadonlyArray<Promise<Result>>): Promise<Result[]> {
	await Promise.allSettled(storms);
	return await Promise.all(storms);
}

async function storm(plan: Plan, given: { host: Host; tarball: string }): Promise<Result> {
	const tell = (line: string) => say(`${plan.mode.padEnd(6)}  ${line}`);
	const evidence = await runStorm(plan, { ...given, say: tell }).catch((error: Error) => {
		tell(`It broke off: ${error.message}`);
		throw error;
	});
	await keep(`${plan.mode}-${plan.seed}`, evidence);
	tell('All has been looked at.');
	return judge(plan, evidence);
}

const commandOf = ({ seed, minutes, modes }: ChaosOptions): string =>
	`npm run chaos -- --seed ${seed} --minutes ${minutes} --mode ${modes.length > 1 ? 'both' : modes[0]}`;

/** For whoever looks for the cause of a violation. */
async function keep(name: string, evidence: unknown): Promise<void> {
	const folder = inProject('build', 'chaos-evidence');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${name}.json`), JSON.stringify(evidence, null, '\t'));
}

/** Of a mode's violations the first ones; all are in the evidence that is kept. */
const TOLD = 20;

function tellOf({ plan, faults, verdicts }: Result): void {
	console.log(`\n${plan.mode}: ${faults.length} faults of ${new Set(faults).size} kinds`);
	for (const { words, checked, violations } of verdicts) {
		console.log(`${violations.length === 0 ? '✓' : '✗'} ${words} (${checked})`);
		for (const violation of violations.slice(0, TOLD)) console.log(`    ${violation}`);
		if (violations.length > TOLD) console.log(`    … and ${violations.length - TOLD} more`);
	}
	console.log('');
}

function count(results: readonly Result[]): void {
	const verdicts = results.flatMap((result) => result.verdicts);
	const failed = verdicts.filter(({ violations }) => violations.length > 0).length;
	console.log(`${verdicts.length - failed} passed, ${failed} failed`);
	if (failed > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(error instanceof SetupError ? error.message : error.stack);
	process.exitCode = 1;
});
