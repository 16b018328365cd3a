import { kindOf } from '../../../chaos/faults';
import { invariants } from '../../../chaos/invariants';
import { page } from '../../../chaos/page';
import { makePlan } from '../../../chaos/plan';
import { judge } from '../../../chaos/result';
import { calm } from './calm';

const MINUTE = 60_000;

const results = () => [
	judge(makePlan(1, 'single', 15 * MINUTE), calm()),
	judge(makePlan(1, 'queue', 15 * MINUTE), {
		...calm(),
		mode: 'queue',
		faults: [{ kind: 'stopRedis', from: 0, to: 1 }],
	}),
];

it('tells the command, the time, and all that was counted', () => {
	const text = page('2 cores', 'npm run chaos -- --seed 1 --minutes 30 --mode both', results());
	expect(text).toContain('`npm run chaos -- --seed 1 --minutes 30 --mode both`');
	expect(text).toContain('for 30 minutes');
	expect(text).toMatch(/\*\*2 faults of 2 kinds, \d+ checks, 0 violations\.\*\*/);
	const lineOf = (words: string) => text.split('\n').find((line) => line.startsWith(`| ${words} |`));
	for (const { words } of invariants) expect(lineOf(words)).toMatch(/\| \d+, 0 \| \d+, 0 \|$/);
});

it('counts each kind under its mode', () => {
	const text = page('2 cores', 'npm run chaos', results());
	expect(text).toContain('| n8n’s main process killed (-9) | 1 |  |');
	expect(text).toContain(`| ${kindOf('stopRedis').words} |  | 1 |`);
});

it('hides no violation', () => {
	const evidence = calm();
	evidence.crm.pop();
	const text = page('2 cores', 'npm run chaos', [judge(makePlan(1, 'single', MINUTE), evidence)]);
	expect(text).toContain(' 1 violation.**');
	expect(text).toMatch(/^\| The CRM got each event .* \| \d+, 1 \|$/m);
});
