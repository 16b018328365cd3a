import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { campaignChart, durationsChart } from '../../../bench/chart';
import type { MessageResult } from '../../../bench/messages';
import { messageName } from '../../../bench/names';
import { report } from '../../../bench/report';
import { Results } from '../../../bench/results';
import { messageGroups, messageScenarios, type MessageScenario } from '../../../bench/scenarios';

const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every sender takes 70 a second, but for the HTTP Request node, of whose messages few arrive where there is a limit. */
function resultOf({ sender, count, perSecond }: MessageScenario): MessageResult {
	const accepted = perSecond > 0 && sender === 'httpRequest' ? Math.floor(count / 4) : count;
	const seconds = count / 70;
	const acceptedBySecond = Array<number>(Math.ceil(seconds)).fill(accepted / Math.ceil(seconds));
	const counted = { accepted, requests: count, doubled: 0, connections: count, mostInFlight: 50 };
	return { ...counted, seconds, acceptedBySecond, cpuMs: count, peakMb: 500 };
}

function measuredAll(): Results {
	const scenarios = messageGroups.flatMap((group) => messageScenarios(group, false));
	const found = Object.fromEntries(scenarios.map((scenario) => [messageName(scenario), resultOf(scenario)]));
	const file = join(folder, 'results.json');
	writeFileSync(file, JSON.stringify(found));
	return new Results(file);
}

const results = measuredAll();

describe('the page', () => {
	const page = report(results, false, 'one machine');

	it('tells under each table what was hoped for, the worst figure, and whether that is met', () => {
		expect(page).toContain('| Times the floor | at most 1.15 | 1.14 | yes |');
		expect(page).toContain('| 200 messages: times the best possible | at most 1.25 | 1.24 | yes |');
		expect(page).toContain('| 50 messages: times the best possible | at most 1.25 | 2.38 | **no** |');
	});

	it('says why a goal is missed, once, where one is', () => {
		const sections = page.split('\n## ');
		const missing = sections.filter((section) => section.includes('**no**') !== section.includes('\nMissed: '));
		expect(missing).toEqual([]);
	});

	it('leaves out what was not measured', () => {
		expect(page).not.toMatch(/not measured|undefined|NaN|Infinity/);
		expect(page).not.toContain('## Posts to a trigger');
	});
});

describe('the charts', () => {
	it('name every sender in full, and the limit', () => {
		const texts = [...durationsChart(results).matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text);
		expect(texts).toEqual(
			expect.arrayContaining([
				'this node, as it comes',
				'only 250 arrived',
				'as fast as the account allows: 12.1 s',
				'bare axios loop, a new connection each',
			]),
		);
	});

	it('show one campaign second by second', () => {
		const drawn = campaignChart(results);
		expect(drawn).toContain('messages accepted');
		expect(drawn.match(/mark-line/g)).toHaveLength(4);
	});
});
