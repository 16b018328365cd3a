import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What a process has used between two moments. */
export interface Usage {
	cpuMs: number;
	/** Resident, at its highest. */
	peakMb: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** The processor time of a process and all its threads so far, in milliseconds; /proc is Linux's. */
function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in the second field may hold anything, spaces and brackets too.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** Measures what a process uses while some work is done. */
export async function measureUsage<T>(pid: number, work: () => Promise<T>): Promise<Usage & { result: T }> {
	forgetPeak(pid);
	const before = cpuMs(pid);
	const result = await work();
	return { result, cpuMs: cpuMs(pid) - before, peakMb: peakMb(pid) };
}

/** Between two looks at whether a process is idle, and what it may use in between and be called so. */
const [LOOK_MS, IDLE_MS] = [250, 30];

/** Waits until a process has nothing left to do: n8n responds to a post before the run that it starts has ended. */
export async function untilIdle(pid: number): Promise<void> {
	for (let before = -Infinity, now = cpuMs(pid); now - before > IDLE_MS; ) {
		await delay(LOOK_MS);
		[before, now] = [now, cpuMs(pid)];
	}
}

/** The 5 is the kernel's word for it. */
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

function peakMb(pid: number): number {
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}
