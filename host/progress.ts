import { freeBytes, inGigabytes } from './disk';

/** Tells a person one line. */
export type Report = (line: string) => void;

const EVERY_MS = 10_000;
const WORTH_TELLING = 1e8;

/**
 * Reports the start of a step, how far it is every few seconds, and its end.
 * @param folder on the disk that the step fills; how large it has grown is judged by what is no longer free
 */
export async function reportStep<T>(step: string, folder: string, report: Report, work: () => Promise<T>): Promise<T> {
	const startedAt = Date.now();
	const freeAtStart = await freeBytes(folder);
	const tell = async () => {
		const grown = Math.max(0, freeAtStart - (await freeBytes(folder)));
		report(`  … ${duration(Date.now() - startedAt)}${grown < WORTH_TELLING ? '' : `, ${inGigabytes(grown)}`}`);
	};
	report(step);
	const timer = setInterval(() => void tell(), EVERY_MS);
	try {
		const result = await work();
		report(`  done in ${duration(Date.now() - startedAt)}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}

/** Milliseconds as `48 s` or `3:05 min`. */
function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
