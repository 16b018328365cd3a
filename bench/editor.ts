import { gzipSync } from 'node:zlib';
import type { Host } from '../host/provision';
import type { World } from '../host/world';
import type { Template } from '../sandbox/templates';
import { askPicker } from '../test/support/n8n/picker';
import { atMost, goalsTable, thousands } from './goal';
import { measureLoading, median, type Loading } from './loading';
import { table } from './table';

/** Milliseconds until n8n answered, each time. */
type Times = number[];

/** What the package costs n8n's start and its editor. */
export interface EditorResult {
	loading: Loading;
	/** Of what each editor loads, in bytes: the entries of this package, and all of it. */
	descriptions: { own: number; ownCompressed: number; all: number };
	templates: number;
	picker: { opened: Times; typed: Times; scrolled: Times };
}

const TEMPLATES = 6_000;

const TIMES = 7;

const TYPED = 'appointment 42';

/** Loads the package alone, and asks n8n for what its editor shows of it. */
export async function measureEditor(world: World, host: Host): Promise<EditorResult> {
	const loading = await measureLoading(host);
	const types = await world.session.call<Array<{ name: string }>>('GET', '/types/nodes.json');
	const own = JSON.stringify(types.filter(({ name }) => name.startsWith('n8n-nodes-99digital.')));
	const descriptions = {
		own: Buffer.byteLength(own),
		ownCompressed: gzipSync(own).length,
		all: Buffer.byteLength(JSON.stringify(types)),
	};
	return { loading, descriptions, templates: TEMPLATES, picker: await measurePicker(world) };
}

async function measurePicker({ sandbox, session, credential }: World): Promise<EditorResult['picker']> {
	sandbox.provider.reset();
	sandbox.provider.templates.replace(Array.from({ length: TEMPLATES }, templateOf));
	const ask = (more: Parameters<typeof askPicker>[2]) => timed(async () => await askPicker(session, credential, more));
	// The first time also loads what later ones use.
	await ask({});
	const picker: EditorResult['picker'] = { opened: [], typed: [], scrolled: [] };
	for (let time = 0; time < TIMES; time++) picker.opened.push(await ask({}));
	for (let page = 1; page <= TIMES; page++) picker.scrolled.push(await ask({ paginationToken: String(page * 100) }));
	for (let key = 1; key <= TYPED.length; key++) picker.typed.push(await ask({ filter: TYPED.slice(0, key) }));
	sandbox.provider.reset();
	return picker;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

const templateOf = (_: unknown, index: number): Template => ({
	name: `appointment_reminder_${index}`,
	language: 'Hebrew',
	category: 1,
	status: 'approved',
	body: `שלום {{1}}, נזכיר שיש לך תור ביום {{2}} בשעה {{3}}. Branch ${index}, see you there: call us if anything changes.`,
});

/** The section of the page that tells it. */
export function editorSection({ loading, descriptions, templates, picker }: EditorResult): string {
	const row = (what: string, times: Times) => [
		what,
		times.length,
		`${median(times).toFixed(0)} ms`,
		`${Math.max(...times).toFixed(0)} ms`,
	];
	const rows = [
		row('opened', picker.opened),
		row('one more page', picker.scrolled),
		row('one more key typed', picker.typed),
	];
	const kb = (bytes: number) => `${thousands(Math.round(bytes / 1024))} kB`;
	const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
	const goals = [
		atMost({ aim: 'Loading: CPU', found: [loading.cpuMs], limit: 30, print: milliseconds, why: LOADING }),
		atMost({
			aim: 'Loading: memory',
			found: [loading.mb],
			limit: 10,
			print: (mb) => `${mb.toFixed(1)} MB`,
			why: LOADING,
		}),
		...Object.entries({ opened: picker.opened, 'one more key': picker.typed }).map(([what, times]) =>
			atMost({ aim: `Picker, ${what}`, found: [median(times)], limit: 300, print: milliseconds, why: PICKER }),
		),
	];
	return `## n8n's start and its editor

Loading both nodes and the credential into a fresh process of n8n's Node, the middle of some, takes ${loading.cpuMs.toFixed(0)} ms of CPU and ${loading.mb.toFixed(1)} MB. Of the ${kb(descriptions.all)} of descriptions that each editor loads, this package's are ${kb(descriptions.own)}, ${kb(descriptions.ownCompressed)} compressed; that is both nodes and the copies that n8n makes of the action for AI agents.

The template picker of an account with ${thousands(templates)} templates, from the editor's request to n8n's answer; opening it asks the account, the rest does not:

${table(['Picker', 'Times', 'Middle', 'Slowest'], rows)}

${goalsTable(goals)}`;
}

const LOADING =
	'most of it is Node compiling 350 kB of code, which is kept readable, and then making the fields of all operations from their rows. What sorted these by the rules of a language is taken out, which was about a quarter.';

const PICKER = 'the account’s answer holds all templates at once, and n8n’s HTTP helper reads it whole.';
