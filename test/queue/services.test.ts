import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject } from '../../host/project';
import { findPrograms } from '../../host/queue/services';

it('says in one line what is missing and how to install it', () => {
	expect(() => findPrograms([])).toThrow(
		"n8n's queue mode needs PostgreSQL and Redis, which this machine lacks: apt-get install postgresql redis-server",
	);
});

it('a service does not outlive the process that started it', async () => {
	const beats = 'console.log(process.pid); setInterval(() => {}, 1e6)';
	const service = { command: process.execPath, args: ['-e', beats], stopSignal: 'SIGTERM' };
	const guard = inProject('host', 'queue', 'runWithParent.cjs');
	const child = spawn(process.execPath, [guard, JSON.stringify(service)], { stdio: ['pipe', 'pipe', 'inherit'] });
	const [printed] = (await once(child.stdout, 'data')) as [Buffer];
	child.stdin.destroy();
	await once(child, 'exit');
	expect(() => process.kill(Number(printed), 0)).toThrow('ESRCH');
});
