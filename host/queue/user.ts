import { execFileSync } from 'node:child_process';

/** Numbers of a user of this machine, as `spawn` takes them. */
export interface User {
	uid: number;
	gid: number;
}

/** PostgreSQL's own user comes with its Debian package; nobody is everywhere. */
const CANDIDATES = ['postgres', 'nobody'];

/** A user without rights, for what must not run as root; undefined when we are none ourselves. */
export function unprivilegedUser(): User | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const found = CANDIDATES.map(numbersOf).find((user) => user !== undefined);
	if (!found) throw new Error(`This machine has no user ${CANDIDATES.join(' or ')}`);
	return found;
}

function numbersOf(name: string): User | undefined {
	try {
		const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
		return { uid: uid!, gid: gid! };
	} catch {
		return undefined;
	}
}
