import { setTimeout as delay } from 'node:timers/promises';
import type { Role } from '../../host/n8n';
import type { Service } from '../../host/queue/service';
import type { FaultKind } from '../faults';
import type { Scene } from './scene';

type MachineFault = (scene: Scene, ms: number, pick: number) => Promise<void>;

/** Each ends when all is up again. */
export const machineFaults: Partial<Record<FaultKind, MachineFault>> = {
	killMain: kill('main'),
	killWorker: kill('worker'),
	killWebhook: kill('webhook'),
	restartMain: restart('main'),
	restartWorker: restart('worker'),
	freezeMain: freeze('main'),
	freezeWebhook: freeze('webhook'),
	stopRedis: async ({ stage }, ms) => await stopFor(stage.services.redis, ms),
	stopPostgres: async ({ stage }, ms) => await stopFor(stage.services.postgres, ms),
};

function kill(role: Role): MachineFault {
	return async (scene, ms, pick) => await one(scene, role, pick).kill(ms);
}

function restart(role: Role): MachineFault {
	return async (scene, ms, pick) => await one(scene, role, pick).restart(ms);
}

function freeze(role: Role): MachineFault {
	return async (scene, ms, pick) => await one(scene, role, pick).freeze(ms);
}

function one({ stage }: Scene, role: Role, pick: number) {
	const all = stage.processes.filter((process) => process.role === role);
	return all[pick % all.length]!;
}

async function stopFor(service: Service | undefined, ms: number): Promise<void> {
	await service?.stop();
	await delay(ms);
	await service?.start();
}
