import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { SetupError } from '../../../host/setupError';
import { sideBySide, type Half } from './pictures';

/** Of both halves, in pixels. */
const HEIGHT = 620;

/** One scale for all frames; what looks even stays even, so that the file stays small. */
const FILTER = 'split[frames][all];[all]palettegen=stats_mode=full[palette];[frames][palette]paletteuse=dither=none';

/** A moving picture of two halves, made of pictures that each stand for a while. */
export class MovingPicture {
	private readonly frames: Array<{ path: string; seconds: number }> = [];

	/** @param folder for its frames, which is left as it is */
	constructor(
		private readonly browser: Browser,
		private readonly folder: string,
	) {}

	/** @param seconds how long the frame stands */
	async frame(seconds: number, halves: readonly Half[]): Promise<void> {
		const path = join(this.folder, `frame-${this.frames.length}.png`);
		await sideBySide(this.browser, halves, HEIGHT, path);
		this.frames.push({ path, seconds });
	}

	/**
	 * Writes a GIF that begins again when it has ended.
	 * @throws SetupError if the machine has no ffmpeg
	 */
	async save(path: string): Promise<void> {
		const list = join(this.folder, 'frames.txt');
		await writeFile(list, this.frames.map((frame) => `file '${frame.path}'\nduration ${frame.seconds}\n`).join(''));
		// Of the last frame ffmpeg does not read how long it stands.
		const lastFor = String(this.frames.at(-1)!.seconds * 100);
		const to = ['-vf', FILTER, '-loop', '0', '-final_delay', lastFor, path];
		const args = ['-y', '-f', 'concat', '-safe', '0', '-i', list, ...to];
		await promisify(execFile)('ffmpeg', args).catch((error: NodeJS.ErrnoException) => {
			throw error.code === 'ENOENT'
				? new SetupError('The moving picture needs ffmpeg (apt-get install ffmpeg).')
				: error;
		});
	}
}
