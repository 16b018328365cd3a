import { spawnSync } from 'node:child_process';
import { inProject } from '../host/project';
import { bestSeconds } from './best';
import { measured, type Measured } from './measured';
import type { Results } from './results';
import { LIMIT, type MessageGroup } from './scenarios';
import { senderNames, type Sender } from './senders';
import { thousands } from './goal';

const OWN = '#15803d';
const PEER = '#9ca3af';
const LIMIT_COLOUR = '#b91c1c';

/** Of the senders in their order. */
const LINES = [OWN, '#6b7280', '#93c5fd'];

const config = {
	font: 'system-ui, sans-serif',
	background: 'white',
	view: { stroke: null },
	axis: { labelFontSize: 13, titleFontSize: 13, titleFontWeight: 'normal', gridColor: '#e5e7eb', domain: false },
	title: { fontSize: 15, anchor: 'start', frame: 'bounds', offset: 12 },
	text: { fontSize: 13, color: '#1f2937' },
};

const own = (sender: Sender): string => (sender === 'node' ? OWN : PEER);

interface Panel {
	title: string;
	group: MessageGroup;
	isDrawn(one: Measured): boolean;
	/** What a sender could not beat, in seconds, and what it is called. */
	limit?: { seconds: number; says: string };
}

const panels: readonly Panel[] = [
	{
		title: `1,000 messages to an account that takes ${LIMIT} a second, in seconds`,
		group: 'limited',
		isDrawn: ({ count, latency }) => count === 1_000 && latency === 100,
		limit: {
			seconds: bestSeconds(1_000, { perSecond: LIMIT, latency: 100, roundTrip: 0 }),
			says: 'as fast as the account allows',
		},
	},
	{
		title: '1,000 messages over a network of 60 ms, to an account without a limit, in seconds',
		group: 'network',
		isDrawn: ({ perSecond, roundTrip }) => perSecond === 0 && roundTrip === 60,
	},
];

/** docs/benchmarks.svg: who delivers, and how fast, on one axis of seconds. */
export function durationsChart(results: Results): string {
	const drawn = panels.map((panel) => ({ panel, all: measured(results, panel.group, false).filter(panel.isDrawn) }));
	const longest = Math.max(...drawn.flatMap(({ all }) => all.map(({ seconds }) => seconds)));
	return draw({
		config,
		padding: 16,
		vconcat: drawn.map(({ panel, all }) => bars(panel, all, longest)),
	});
}

function bars({ title, limit }: Panel, all: readonly Measured[], longest: number): object {
	const values = all.map(({ sender, seconds, accepted, count }) => ({
		sender: senderNames[sender],
		seconds,
		colour: own(sender),
		opacity: accepted === count ? 1 : 0.45,
		// No words stand across the limit's line.
		behind: Math.max(seconds, limit?.seconds ?? 0),
		says: accepted === count ? `${seconds.toFixed(1)} s` : `only ${thousands(accepted)} arrived`,
	}));
	const x = {
		field: 'seconds',
		type: 'quantitative',
		title: null,
		// Room for what stands behind the longest bar.
		scale: { domain: [0, Math.ceil(longest * 1.3)], nice: false },
	};
	const y = {
		field: 'sender',
		type: 'nominal',
		sort: null,
		title: null,
		axis: { ticks: false, labelLimit: 0, maxExtent: 270 },
	};
	return {
		title,
		width: 480,
		height: { step: 32 },
		data: { values },
		layer: [
			{
				mark: { type: 'bar', height: 20 },
				encoding: {
					x,
					y,
					color: { field: 'colour', type: 'nominal', scale: null },
					opacity: { field: 'opacity', type: 'quantitative', scale: null },
				},
			},
			{
				mark: { type: 'text', align: 'left', dx: 6 },
				encoding: { x: { ...x, field: 'behind' }, y, text: { field: 'says' } },
			},
			...(limit ? limitRule(limit) : []),
		],
	};
}

function limitRule({ seconds, says }: { seconds: number; says: string }): object[] {
	const data = { values: [{ seconds, says: `${says}: ${seconds.toFixed(1)} s` }] };
	const x = { field: 'seconds', type: 'quantitative' };
	return [
		{ data, mark: { type: 'rule', color: LIMIT_COLOUR, strokeWidth: 2 }, encoding: { x } },
		{
			data,
			mark: { type: 'text', color: LIMIT_COLOUR, align: 'right', baseline: 'bottom', dx: 0, dy: -2, y: 0 },
			encoding: { x, text: { field: 'says' } },
		},
	];
}

/** docs/benchmarks-campaign.svg: what has arrived after so many seconds of one campaign. */
export function campaignChart(results: Results): string {
	const all = measured(results, 'limited', false).filter(panels[0]!.isDrawn);
	const count = Math.max(...all.map((one) => one.count));
	const lines = [
		...all.map((one) => ({ name: senderNames[one.sender], points: arrived(one) })),
		{ name: `${LIMIT} a second, the account’s limit`, points: [[0, 0] as const, [count / LIMIT, count] as const] },
	];
	const values = lines.flatMap(({ name, points }) => points.map(([second, messages]) => ({ name, second, messages })));
	const last = all.length;
	const range = lines.map((_, index) => (index === last ? LIMIT_COLOUR : (LINES[index] ?? PEER)));
	const domain = lines.map(({ name }) => name);
	const legend = {
		title: null,
		orient: 'bottom',
		columns: 2,
		labelLimit: 400,
		labelFontSize: 13,
		symbolStrokeWidth: 3,
	};
	return draw({
		config,
		padding: 16,
		title: `One campaign of ${thousands(count)} messages, to an account that takes ${LIMIT} a second`,
		width: 640,
		height: 320,
		data: { values },
		mark: { type: 'line', strokeWidth: 2.5 },
		encoding: {
			x: { field: 'second', type: 'quantitative', title: 'seconds' },
			y: { field: 'messages', type: 'quantitative', title: 'messages accepted' },
			color: { field: 'name', type: 'nominal', scale: { domain, range }, legend },
		},
	});
}

/** How many had been accepted after so many seconds. */
function arrived({ acceptedBySecond, seconds }: Measured): Array<readonly [second: number, messages: number]> {
	let sum = 0;
	const after = acceptedBySecond.map((count, index) => [Math.min(index + 1, seconds), (sum += count)] as const);
	return [[0, 0], ...after];
}

/** Vega is made of modules of the newer kind, which this code cannot load; so a script of its own draws. */
function draw(spec: object): string {
	const { status, stdout, stderr } = spawnSync(process.execPath, [inProject('scripts', 'draw.mjs')], {
		input: JSON.stringify(spec),
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`The chart was not drawn: ${stderr}`);
	return stdout;
}
