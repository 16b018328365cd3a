import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../support/project';

interface Box {
	name: string;
	type: string;
	position: [x: number, y: number];
	parameters: { content?: string; width?: number; height?: number };
}

const files = ['examples', 'examples/he'].flatMap((folder) =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.json'))
		.map((name) => join(folder, name)),
);

/** In n8n's pixels, as it draws notes and boxes. */
const [LINE, CHARACTER, MARGIN, BOX] = [20, 6.6, 16, 96];

/** How far down the words of a note reach; a heading is higher than a line, an empty line lower. */
function heightOfWords({ content = '', width = 240 }: Box['parameters']): number {
	const lines = content.split('\n').map((line) => {
		if (line === '') return 0.6;
		return Math.ceil((line.length * CHARACTER) / (width - 2 * MARGIN)) * (line.startsWith('#') ? 1.6 : 1);
	});
	return MARGIN + lines.reduce((sum, line) => sum + line, 0) * LINE;
}

it.each(files)('no box of %s lies over the words of a note', (path) => {
	const { nodes } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { nodes: Box[] };
	const isNote = ({ type }: Box) => type === 'n8n-nodes-base.stickyNote';
	const covered = nodes.filter(isNote).flatMap(({ name, position: [left, top], parameters }) => {
		const right = left + (parameters.width ?? 240);
		const bottom = top + heightOfWords(parameters);
		const isOver = ({ position: [x, y] }: Box) => x + BOX > left && x < right && y + BOX > top && y < bottom;
		return nodes.filter((box) => !isNote(box) && isOver(box)).map((box) => `${box.name} over ${name}`);
	});
	expect(covered).toEqual([]);
});
