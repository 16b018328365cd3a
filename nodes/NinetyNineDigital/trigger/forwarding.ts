import { createHash } from 'node:crypto';
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { forward, type Post } from '../transport/forward';
import { withoutQuery } from './registration/address';
import type { Registration } from './registration/registration';

/**
 * Names the nodes that a post has gone through, so that none passes it on twice: two triggers of one number may each
 * have the other's address as the former one.
 */
const MARK = 'x-99digital-forwarded-by';

/** Tells the next trigger that the event has answered a question of a sleeping execution, and is to start nothing. */
const ANSWERED = 'x-99digital-answered';

/** How long the answer to the provider waits for the former address. What takes longer goes on without being waited for. */
const PATIENCE_MS = 500;

/** Whether another trigger, which has passed the post on, has handed it to a sleeping execution. */
export function isAnswered(context: IWebhookFunctions): boolean {
	return context.getHeaderData()[ANSWERED] !== undefined;
}

/**
 * Passes the post on to the address that the account had before. Failures go to n8n's log and nowhere else.
 *
 * @param answered whether the event has answered a question of a sleeping execution
 */
export async function forwardToFormer(
	context: IWebhookFunctions,
	{ address, former }: Registration,
	answered: boolean,
): Promise<void> {
	if (!address || !former?.url) return;
	const before = String(context.getHeaderData()[MARK] ?? '')
		.split(',')
		.filter(Boolean);
	const mark = createHash('sha256').update(address).digest('hex').slice(0, 16);
	if (before.includes(mark)) return;
	const headers = { [MARK]: [...before, mark].join(','), ...(answered ? { [ANSWERED]: '1' } : {}) };
	await Promise.race([pass(context, former.url, headers), sleep(PATIENCE_MS)]);
}

async function pass(context: IWebhookFunctions, url: string, headers: Readonly<Record<string, string>>): Promise<void> {
	const problem = await forward(context, url, postOf(context), headers);
	if (problem === undefined) return;
	const { name } = context.getNode();
	context.logger.warn(`${name}: an event was not passed on to the former address ${withoutQuery(url)}: ${problem}`);
}

function postOf(context: IWebhookFunctions): Post {
	const { rawBody, body } = context.getRequestObject();
	return {
		body: rawBody?.length ? rawBody : Buffer.from(JSON.stringify(body)),
		contentType: String(context.getHeaderData()['content-type'] ?? 'application/json'),
	};
}
