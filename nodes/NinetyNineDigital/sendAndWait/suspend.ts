import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import type { Answer } from './questionForm';

/**
 * Puts the execution to sleep.
 *
 * When it wakes, n8n does not run the node again but puts out what stands in its input: what `webhook()` returned, or
 * without an answer what stands there now. `forwardAllOutputs` lets each input go to the output of its position, and
 * a source for each of them keeps the item linked to the one that came in.
 *
 * @param outputs what to put out if no answer comes, the items of each output in its position
 */
export async function suspend(
	context: Pick<IExecuteFunctions, 'getExecuteData' | 'putExecutionToWait' | 'setMetadata'>,
	until: Date,
	outputs: INodeExecutionData[][],
): Promise<void> {
	const task = context.getExecuteData();
	const [source] = task.source?.main ?? [];
	task.data.main = outputs;
	if (task.source && source) task.source.main = outputs.map(() => source);
	context.setMetadata({ forwardAllOutputs: true });
	await context.putExecutionToWait(until);
}

/**
 * Whether this n8n lets a woken node put out by another output than its first one. That came with n8n 2.39, as did this
 * function of n8n-workflow, which is of the same version as the engine.
 *
 * @param workflowModule n8n-workflow as this n8n has it
 */
export const wakesByEveryOutput = (workflowModule: object): boolean => 'checkNodesApiVersion' in workflowModule;

/** A question that has been sent, as the sleeping execution keeps it. */
export interface Question {
	/** See `newRound`: an old tap answers no later question of the same execution. */
	readonly round: string;
	/** The customer: digits or a user ID. */
	readonly to: string;
	readonly message: string;
	/** `anyReply`, `approval`, `buttons` or `list`. */
	readonly responseType: string;
	/** None if any reply will do. */
	readonly answers: readonly Answer[];
	readonly simplified: boolean;
	/** An AI agent reads the first output only. */
	readonly forAgent: boolean;
	/** The provider's ID of the question. */
	readonly messageId: string;
	/** It went out as a template, whose taps carry no token and are told apart by their words. */
	readonly byTemplate: boolean;
	/** What is sent as soon as the answer has come; blank for nothing. */
	readonly confirmation?: string;
}

const KEY = 'question';

/** Keeps the question with the execution, over restarts and for other processes of n8n. */
export function keep(context: Pick<IExecuteFunctions, 'getContext'>, question: Question): void {
	context.getContext('node')[KEY] = JSON.stringify(question);
}

/** What is needed of n8n to find the question again. */
export type RecallContext = Pick<IWebhookFunctions, 'evaluateExpression' | 'getNode'>;

/**
 * The question for which the execution waits; a webhook reaches what `getContext` keeps by an expression only.
 *
 * @returns undefined if this node has asked none in the execution
 */
export function recall(context: RecallContext): Question | undefined {
	const name = JSON.stringify(context.getNode().name).replace(
		/[{}]/g,
		(brace) => `\\u00${brace.charCodeAt(0).toString(16)}`,
	);
	const kept = context.evaluateExpression(`{{ $(${name}).context.${KEY} }}`);
	const question: unknown = typeof kept === 'string' ? JSON.parse(kept) : undefined;
	return isRecord(question) ? (question as unknown as Question) : undefined;
}
