import { readFile } from 'node:fs/promises';
import type { Workflow } from '../../host/editor/types';
import { STARTING_UP } from '../../host/startingUp';
import type { RecordedRequest } from '../../sandbox/requests';
import type { Delivery } from '../../sandbox/deliveries';
import { after } from '../../test/support/n8n/waitFlow';
import { names } from '../../test/support/n8n/flow';
import { readKey, readQuestion } from '../names';
import type { QuestionStyle } from '../plan';
import type { Scene } from '../storm/scene';
import { outputsOf, triggerAt } from '../workflows';
import {
	CRM,
	hasDied,
	type AcceptedMessage,
	type CampaignRun,
	type Evidence,
	type QuestionRun,
	type Report,
	type StormEvent,
	type TriggerRun,
} from './evidence';
import { allExecutions, findObject, itemsOf, type StoredExecution } from './executions';

/** More than the sandbox keeps. */
const ALL = Infinity;

const questionStyles: readonly QuestionStyle[] = ['buttons', 'anyReply'];

/** Reads all that the sandbox and n8n know when a storm is over. */
export async function gather(
	scene: Scene,
	before: unknown,
	{ unfinished }: Pick<Evidence, 'unfinished'>,
): Promise<Evidence> {
	const { stage, workflows, crm } = scene;
	const secrecy = await logsWithKey(scene);
	const requests = stage.sandbox.provider.requests.last(ALL);
	const campaignRuns: CampaignRun[] = [];
	const questionRuns: Array<QuestionRun & { question?: string }> = [];
	const triggerRuns: TriggerRun[] = [];
	for await (const execution of allExecutions(stage.session)) {
		secrecy.searched++;
		if (execution.text.includes(stage.account.apiKey)) secrecy.found.push(`execution ${execution.id}`);
		const isOf = ({ id }: Workflow) => id === execution.workflowId;
		const campaign = workflows.campaigns.findIndex(isOf);
		if (campaign >= 0) campaignRuns.push(campaignRun(execution, campaign));
		const style = questionStyles.find((one) => isOf(workflows.questions[one]));
		if (style) questionRuns.push(questionRun(execution, style));
		const trigger = workflows.triggers.find(({ workflow }) => isOf(workflow));
		if (trigger) triggerRuns.push(triggerRun(execution, trigger.name));
	}
	const accepted = acceptedQuestions(requests);
	return {
		mode: stage.mode,
		faults: scene.faults,
		accepted: acceptedMessages(requests),
		campaignRuns,
		questions: [...scene.questions.values()].map((question) => ({
			...question,
			accepted: accepted.get(question.name) ?? [],
			runs: questionRuns.filter((run) => run.question === question.name),
		})),
		lostQuestionRuns: questionRuns.filter(({ question, status }) => question === undefined && hasDied(status)).length,
		triggers: workflows.triggers.map(({ name, events }) => ({ name, events })),
		events: stormEvents(scene),
		triggerRuns,
		forgeries: scene.forgeries,
		crm: crm.posts.flatMap(({ body }) => uniqueIn(body) ?? []),
		settings: { before, after: { ...stage.account.webhook } },
		unfinished,
		secrecy,
	};
}

async function logsWithKey({ stage, crm }: Scene): Promise<Evidence['secrecy']> {
	const { apiKey } = stage.account;
	const found: string[] = [];
	for (const { name, logFile } of stage.processes) {
		if ((await readFile(logFile, 'utf8')).includes(apiKey)) found.push(`the log of ${name}`);
	}
	if (crm.posts.some(({ body }) => body.includes(apiKey))) found.push('what the CRM got');
	return { searched: stage.processes.length + crm.posts.length, found };
}

const isAccepted = ({ response }: RecordedRequest): boolean => response?.status === 'OK';

const textOf = ({ body }: RecordedRequest): string => String(body?.body ?? '');

function acceptedMessages(requests: readonly RecordedRequest[]): AcceptedMessage[] {
	return requests.filter(isAccepted).flatMap((request) => {
		const read = readKey(textOf(request));
		return read ? [{ ...read, messageId: String(request.response?.unique) }] : [];
	});
}

function acceptedQuestions(requests: readonly RecordedRequest[]): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const request of requests.filter(isAccepted)) {
		const name = readQuestion(textOf(request));
		if (name !== undefined) found.set(name, [...(found.get(name) ?? []), String(request.response?.unique)]);
	}
	return found;
}

function campaignRun(stored: StoredExecution, campaign: number): CampaignRun {
	const { id, status } = stored;
	const isLast = stored.runs[names.trigger]?.[0]?.data?.main[0]?.[0]?.json.body;
	const keys = itemsOf(stored, names.items).map(({ json }) => String(json.key));
	const out = itemsOf(stored, names.action);
	const items = out.map(({ json }, index) => ({
		key: keys[index] ?? '',
		report: reportOf(json),
		...(typeof json.messageId === 'string' && { messageId: json.messageId }),
	}));
	const last = (isLast as { last?: unknown } | undefined)?.last === true;
	return { execution: id, campaign, status, isLast: last, items: out.length > 0 ? items : null };
}

function reportOf({ messageId, skipped, sent }: Record<string, unknown>): Report {
	if (skipped === true) return 'skipped';
	if (messageId !== undefined) return 'sent';
	return sent === 'unknown' ? 'unknown' : 'notSent';
}

/** n8n puts an item of its own where it has lost those of an execution that has crashed. */
function questionRun(stored: StoredExecution, style: QuestionStyle) {
	const { id, status } = stored;
	const asked = findObject(stored.data, ['question', 'to']);
	const outputs = Array.from({ length: outputsOf[style] }, (_, output) => output);
	const left = outputs.flatMap((output) => {
		const items = itemsOf(stored, after(output)).filter(({ json }) => json.isArtificialRecoveredEventItem !== true);
		return items.length > 0 ? [{ output, times: items.length, item: items[0]!.json }] : [];
	});
	return { execution: id, status, left, ...(asked && { question: String(asked.question) }) };
}

function triggerRun({ id, status, createdAt, data, error }: StoredExecution, trigger: string): TriggerRun {
	const item = findObject(data, ['messageId', 'event']);
	const time = Date.parse(createdAt);
	return {
		trigger,
		execution: id,
		status,
		time,
		...(item && { event: String(item.messageId) }),
		...(error !== undefined && { error }),
	};
}

function stormEvents({ stage, workflows, repeats }: Scene): StormEvent[] {
	const nameAt = (url: string) => triggerAt(url, workflows.triggers)?.name ?? CRM;
	const ahead = (delivery: Delivery) => stormEvent(delivery, nameAt(delivery.url));
	const events = stage.sandbox.provider.webhooks.deliveries.last(ALL).map(ahead);
	const byId = new Map(events.map((event) => [event.event, event]));
	for (const { event, post } of repeats) byId.get(event)?.posts.push(post);
	return events;
}

const stormEvent = ({ payload, attempts }: Delivery, to: string): StormEvent => ({
	event: String(payload.unique),
	kind: payload.type === 'button' ? 'button' : 'message',
	posts: attempts.map(({ time, status, text }) => ({
		to,
		time,
		status,
		...(text === STARTING_UP && { isStarting: true }),
	})),
});

function uniqueIn(body: string): string | undefined {
	return /"unique":"(\w+)"/.exec(body)?.[1];
}
