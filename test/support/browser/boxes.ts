import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

/** How often an element is looked at until it stands still. */
const LOOK_MS = 100;

/** Where an element is, in pixels of the page. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** @throws if the element is not on the page */
export async function boxOf(element: Locator): Promise<Box> {
	const box = await element.boundingBox();
	if (!box) throw new Error('What is to be photographed is not on the page');
	return box;
}

/** The same, once it stands still: n8n moves fields down when one above them shows its value. */
export async function standingBoxOf(element: Locator): Promise<Box> {
	for (let before = await boxOf(element); ; ) {
		await delay(LOOK_MS);
		const now = await boxOf(element);
		if (now.x === before.x && now.y === before.y) return now;
		before = now;
	}
}

/** The smallest box around others, with a margin. */
export function around(boxes: readonly Box[], margin: number): Box {
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const width = Math.max(...boxes.map((box) => box.x + box.width)) + margin - x;
	return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y };
}
