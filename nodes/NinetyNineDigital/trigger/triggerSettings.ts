import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { inOrder, type EventOutputs } from './events/eventOutputs';
import { chosenStatuses, type Wanted } from './events/statuses';

/** Longer than this nobody waits for an answer. */
export const MAX_BATCH_SECONDS = 60;

/** The node's parameters that matter for a post. */
export interface TriggerSettings extends Wanted {
	readonly outputs: EventOutputs;
	readonly simplify: boolean;
	/** Customers who may start the workflow, as typed; blank means everybody. */
	readonly from: string;
	readonly downloadMedia: boolean;
	readonly ignoreRepeats: boolean;
	readonly keepFeeding: boolean;
	/** Seconds for which a customer has to be quiet; 0 starts a run with each message. */
	readonly batchSeconds: number;
	/** The secret of manual registration; blank if there is none. */
	readonly secret: string;
	/** IP addresses that may post; blank means all. */
	readonly allowedIps: string;
}

/** What is needed of n8n to read them. */
export type SettingsContext = Pick<IWebhookFunctions, 'getNodeParameter'>;

/** The node's parameters; one that is missing, as in a workflow of before, has its default. */
export function readTriggerSettings(context: SettingsContext): TriggerSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const events = inOrder(context.getNodeParameter('events', []) as string[]);
	return {
		events,
		statuses: chosenStatuses(options.statuses),
		outputs: readOutputs(context, events),
		simplify: context.getNodeParameter('simplify', true) as boolean,
		from: String(options.from ?? ''),
		downloadMedia: options.downloadMedia === true,
		ignoreRepeats: options.ignoreRepeats !== false,
		keepFeeding: options.keepFeeding !== false,
		batchSeconds: Math.min(Math.max(Number(options.batchSeconds) || 0, 0), MAX_BATCH_SECONDS),
		secret: String(options.secret ?? ''),
		allowedIps: String(options.allowedIps ?? ''),
	};
}

function readOutputs(context: SettingsContext, events: Wanted['events']): EventOutputs {
	const mode = context.getNodeParameter('outputs', 'single');
	if (mode === 'perEvent') return { mode, events };
	if (mode !== 'perAnswer') return { mode: 'single' };
	const { answer = [] } = context.getNodeParameter('answers', {}) as { answer?: Array<{ match?: unknown }> };
	return { mode, answers: answer.map(({ match }) => String(match ?? '')) };
}
