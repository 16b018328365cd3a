import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DateTime } from 'luxon';

import { readyNames, root } from '../support/project';

const run = (args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

interface Ready {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
	connections: object;
	settings: object;
}

const readReady = (folder: string, name: string) =>
	JSON.parse(readFileSync(join(root, folder, `${name}.json`), 'utf8')) as Ready;

it('the ready workflows, the page of refusals and the glossary in Hebrew are as made from the English, and no text is missing', () => {
	const { status, stderr } = run(['scripts/hebrew.mjs', '--check']);
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe.each(readyNames)('the ready workflow %s', (name) => {
	const english = readReady('examples', name);
	const hebrew = readReady('examples/he', name);

	it('has the same boxes with the same connections in both languages', () => {
		const boxes = ({ nodes }: Ready) => nodes.map(({ parameters, ...box }) => [box, Object.keys(parameters)]);
		expect(boxes(hebrew)).toEqual(boxes(english));
		expect(hebrew.connections).toEqual(english.connections);
		expect(hebrew.settings).toEqual({ ...english.settings, timezone: 'Asia/Jerusalem' });
	});

	it('writes days as people in Israel do', () => {
		const text = JSON.stringify(hebrew);
		const day = DateTime.fromISO('2026-11-26T10:00:00', { zone: 'Asia/Jerusalem', locale: 'he' });
		const styles = [...text.matchAll(/toLocaleString\((\{.*?\})\)/g)].map(([, style]) => style!);
		const written = styles.map((style) =>
			day.toLocaleString(JSON.parse(style.replace(/(\w+):/g, '"$1":').replaceAll("'", '"')) as object),
		);
		expect(written.filter((date) => !/^(יום חמישי, )?26 בנובמבר$/.test(date))).toEqual([]);
		expect(text).not.toMatch(/LLLL|MMMM|setLocale\('en'\)/);
	});
});

it('an English workflow that is told to write days in Hebrew does so as people in Israel do', () => {
	const expressions = ['appointment-reminder', 'appointment-confirmation'].flatMap((name) => {
		const text = readFileSync(join(root, 'examples', `${name}.json`), 'utf8');
		return text.match(/(?<=setLocale\([^{}]*\)\.)toFormat\('cccc[^}]*?(?= \}\})/g) ?? [];
	});
	expect(expressions).toHaveLength(5);
	const written = (locale: string) => {
		const day = DateTime.fromISO('2026-11-26', { zone: 'Asia/Jerusalem', locale });
		return new Set(expressions.map((code) => new Function('day', `return day.${code}`)(day) as string));
	};
	expect([...written('he')]).toEqual(['יום חמישי, 26 בנובמבר']);
	expect([...written('en')]).toEqual(['Thursday, 26 November']);
});

describe('a ready workflow is not made in Hebrew', () => {
	const told = (parameters: object, table: object): string[] => {
		const workflow = { name: 'חנות', nodes: [{ type: 'set', parameters }], settings: {} };
		const script = `
			import { inHebrew } from '${pathToFileURL(join(root, 'scripts/hebrew/workflow.mjs')).href}';
			const missing = [];
			inHebrew(${JSON.stringify(workflow)}, { table: ${JSON.stringify(table)}, missing: (text) => missing.push(text) });
			console.log(JSON.stringify(missing));
		`;
		return JSON.parse(run(['--input-type=module', '--eval', script]).stdout) as string[];
	};

	it('while a text has no Hebrew', () => {
		expect(told({ body: '=Hi {{ $json.name }}!' }, {})).toEqual(['=Hi {{ $json.name }}!']);
		expect(told({ value: "={{ $json.ok ? 'See you soon' : '' }}" }, {})).toEqual(["'See you soon'"]);
		expect(told({ value: '={{ $json.name }}', body: 'שלום' }, {})).toEqual([]);
	});

	it('while its Hebrew has other expressions than its English', () => {
		const [text] = told({ body: '=Hi {{ $json.name }}!' }, { '=Hi {{ $json.name }}!': '=היי {{ $json.nane }}!' });
		expect(text).toContain('other expressions');
	});
});
