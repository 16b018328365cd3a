import { formOf } from './unique';
import type { Event } from './inbox';
import type { Walk } from './walk';

const known: ReadonlySet<unknown> = new Set(['new', 'update', 'system']);

/** What the statuses and notices that came on the way say. */
export function noteEvents({ findings, inbox }: Walk): void {
	const of = (hook: string): Event[] => inbox.events.filter((event) => event.hook === hook);
	for (const event of of('update')) {
		findings.noteShape('status.payload', event);
		findings.note('unique.status', formOf(event.unique));
	}
	findings.noteWords(
		'status.acks',
		of('update').map(({ ack }) => String(ack)),
	);
	for (const event of of('system').filter((notice) => 'messageUpdate' in notice || 'unique' in notice)) {
		findings.noteShape('system.payload', event);
		findings.note('system.type', String(event.type));
		findings.note('unique.system', formOf(event.unique));
	}
	for (const { hook } of inbox.events.filter((event) => !known.has(event.hook))) {
		findings.add(`hook.${String(hook)}`, {
			...{ about: 'A kind of event', expected: 'new, update, system', seen: String(hook), verdict: 'new' },
			rows: ['sandbox/payloads.ts: Payload', 'nodes/NinetyNineDigital/trigger/events/eventKinds.ts'],
		});
	}
}
