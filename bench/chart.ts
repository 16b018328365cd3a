import { LIMIT } from './scenarios';
import type { Results } from './results';
import { senderNames } from './senders';
import { measured, thousands } from './targets';

interface Bar {
	name: string;
	/** From 0 to 1. */
	length: number;
	says: string;
	own: boolean;
}

interface Panel {
	title: string;
	bars: Bar[];
}

/** Of the measurements that are drawn. */
const LATENCY = 100;

const WIDTH = 760;
const NAMES = 240;
const LONGEST = 250;
const ROW = 30;
const TITLE = 46;

/** docs/benchmarks.svg: who delivers, and how fast. */
export function chart(results: Results): string {
	const all = measured(results, false).filter(({ latency }) => latency === LATENCY);
	const limited = all.filter(({ perSecond, count }) => perSecond === LIMIT && count === 1_000);
	const free = all.filter(({ perSecond, count }) => perSecond === 0 && count === 10_000);
	const slowest = Math.max(...free.map(({ seconds }) => seconds));
	const panels: Panel[] = [
		{
			title: `1,000 messages to an account that takes ${LIMIT} a second, ${LATENCY} ms each: arrived`,
			bars: limited.map(({ sender, accepted, count, seconds }) => ({
				name: senderNames[sender],
				length: accepted / count,
				says: `${thousands(accepted)} in ${seconds.toFixed(1)} s`,
				own: sender === 'node',
			})),
		},
		{
			title: `10,000 messages to an account without a limit, ${LATENCY} ms each`,
			bars: free.map(({ sender, seconds, mostInFlight }) => ({
				name: senderNames[sender],
				length: seconds / slowest,
				says: `${seconds.toFixed(1)} s, ${thousands(mostInFlight)} at once`,
				own: sender === 'node',
			})),
		},
	];
	return draw(panels);
}

function draw(panels: readonly Panel[]): string {
	const parts: string[] = [];
	let y = 0;
	for (const { title, bars } of panels) {
		parts.push(`<text x="16" y="${y + 30}" class="title">${title}</text>`);
		y += TITLE;
		for (const bar of bars) {
			parts.push(row(bar, y));
			y += ROW;
		}
		y += 14;
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img">
<style>
text { font: 14px system-ui, sans-serif; fill: #1f2937 }
.title { font-weight: 600 }
.name { text-anchor: end }
.bar { fill: #9ca3af }
.own { fill: #16a34a }
.back { fill: #ffffff }
</style>
<rect class="back" width="${WIDTH}" height="${y}" rx="8"/>
${parts.join('\n')}
</svg>
`;
}

function row({ name, length, says, own }: Bar, y: number): string {
	const width = Math.max(2, Math.round(length * LONGEST));
	const x = NAMES + 16;
	return [
		`<text x="${NAMES + 6}" y="${y + 16}" class="name">${name}</text>`,
		`<rect x="${x}" y="${y + 1}" width="${width}" height="20" rx="3" class="bar${own ? ' own' : ''}"/>`,
		`<text x="${x + width + 8}" y="${y + 16}">${says}</text>`,
	].join('\n');
}
