import { dirname, join } from 'node:path';
import { run } from '../host/command';
import type { Workflow } from '../host/editor/types';
import type { Host } from '../host/provision';
import type { World } from '../host/world';
import { inChild } from './child';
import { atLeast, atMost, goalsTable, percent, thousands } from './goal';
import { table } from './table';
import { figuresOf, measureTriggersInTurns, type Started, type TriggersInTurns } from './trigger';

/** What a trigger remembers of events that were posted to it. */
export type EventMemory = Record<string, unknown>;

/** Posts events to a trigger that has seen none, and to one that has seen so many. */
export async function measureFullMemory(
	world: World,
	host: Host,
	count: number,
	seen: number,
): Promise<TriggersInTurns> {
	const memory = await inChild<EventMemory>('fullMemoryRun', { count: seen });
	const fill = async ({ workflow }: Started) => await plant(world, host, workflow, memory);
	return await measureTriggersInTurns(world, [0, seen], fill, { first: seen, count });
}

/** Node 24 has SQLite; this process may run on a Node that has not. */
const PLANT = `
const { DatabaseSync } = require('node:sqlite');
const [, file, id, name, memory] = process.argv;
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 5000');
const { staticData } = database.prepare('SELECT staticData FROM workflow_entity WHERE id = ?').get(id);
const stored = JSON.parse(staticData);
Object.assign(stored[name], JSON.parse(memory));
database.prepare('UPDATE workflow_entity SET staticData = ? WHERE id = ?').run(JSON.stringify(stored), id);
`;

/** n8n reads what is stored with each post, and takes it from nobody but its nodes: so it goes into the database. */
async function plant({ n8n }: World, { node }: Host, { id, nodes }: Workflow, memory: EventMemory): Promise<void> {
	const folder = dirname(n8n.logFile);
	const name = `node:${nodes[0]!.name}`;
	const file = join(folder, '.n8n', 'database.sqlite');
	await run(node, ['-e', PLANT, file, id, name, JSON.stringify(memory)], { cwd: folder });
}

/** The section of the page that tells it. */
export function fullMemorySection({ webhookNode, triggers }: TriggersInTurns): string {
	const paces = triggers.map(({ events }) => events.perSecond / webhookNode.perSecond);
	const rows = [
		['n8n’s Webhook node', ...figuresOf(webhookNode), '1.00', ''],
		...triggers.map(({ before, events, storedBytes }, index) => [
			thousands(before),
			...figuresOf(events),
			paces[index]!.toFixed(2),
			`${(storedBytes / 1024).toFixed(1)} kB`,
		]),
	];
	const goals = [
		atMost({
			aim: 'Slower with the memory full',
			found: [Math.max(0, 1 - paces.at(-1)! / paces[0]!)],
			limit: 0.05,
			print: percent,
			why: MEMORY,
		}),
		atLeast({ aim: 'Full or empty: times the Webhook node in turns', found: paces, limit: 0.85, why: MEMORY }),
		atMost({
			aim: 'Stored',
			found: triggers.map(({ storedBytes }) => storedBytes / 1024),
			limit: 20,
			print: (kb) => `${kb.toFixed(1)} kB`,
		}),
	];
	return `## A trigger that has seen many events

The trigger remembers events for as long as 99digital may send them again, those that were answered in time only while it is not sure of that, and the last 500 of them. Here it has seen none, and ${thousands(triggers.at(-1)!.before)}, each answered in time; what it remembers of those was made by the trigger itself, in n8n's core alone, and put into n8n’s database. Ten posts under way at once, in turns to both and to n8n’s Webhook node; *lazy* n8n.

${table(
	['Events before', 'Answered right', 'Per second', 'CPU each', 'Times the pace of the Webhook node', 'Stored'],
	rows,
)}

${goalsTable(goals)}`;
}

const MEMORY =
	'with each event the trigger reads its credential and its memory from n8n’s database and writes the memory back; the Webhook node does neither. The turns of one measurement differ by some percent by themselves.';
