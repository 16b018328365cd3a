import type { Host } from '../host/provision';
import { inChild } from './child';

/** What loading the package once took. */
export interface Loading {
	cpuMs: number;
	mb: number;
}

/** So many fresh processes, of which the middle one counts. */
const TIMES = 11;

/** Loads the built package in fresh processes of n8n's Node, as n8n does at its start. */
export async function measureLoading({ node }: Host): Promise<Loading> {
	const all: Loading[] = [];
	for (let index = 0; index < TIMES; index++) all.push(await inChild<Loading>('loadingRun', {}, node));
	return { cpuMs: median(all.map(({ cpuMs }) => cpuMs)), mb: median(all.map(({ mb }) => mb)) };
}

/** The one in the middle. */
export const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
