import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

const isWindows = process.platform === 'win32';

/** Starts a command in a process group of its own, so that it can be ended together with all it has started. */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
	return spawn(command, args, { ...options, detached: !isWindows, windowsHide: true });
}

/** Ends a process and all it has started, at once. Those that are gone already do no harm. */
export function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	if (isWindows) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if (!isGone(error)) throw error;
	}
}

/** Whether a process runs on this machine, be it somebody else's. */
export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return !isGone(error);
	}
}

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ESRCH';
