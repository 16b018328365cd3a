import { textIn } from '../plain/scalars';
import { isListening, NO_SECRET, toCheckBody } from '../sendAndWait/replyChannel';
import { postToOwn } from '../transport/ownAddress';
import { isBelow, shownAddress, withScheme } from '../trigger/registration/address';
import type { ReadContext } from './accountRead';

/** Where 99digital sends what customers write, and whether a trigger takes it there. */
export interface EventsGo {
	readonly to: 'thisN8n' | 'anotherAddress' | 'nowhere';
	/** Whether a 99digital Trigger answers there; null for an address that is not of this n8n, and is not asked. */
	readonly listening: boolean | null;
	/** When the trigger got its last event, in ISO 8601; null if it is not known. */
	readonly lastEventAt: string | null;
	/** The same in plain words, with what to do. */
	readonly sentence: string;
}

const PUBLISH = 'Unpublish the workflow with the 99digital Trigger and publish it again.';

/**
 * Asks the trigger at the address of the account, if it is of this n8n.
 *
 * @param address that 99digital has for the number, with its secret; empty if there is none
 */
export async function whereEventsGo(context: ReadContext, itemIndex: number, address: string): Promise<EventsGo> {
	if (address === '') return silent('nowhere', null, `Events go nowhere: 99digital has no address. ${PUBLISH}`);
	const place = shownAddress(address);
	if (!isBelow(address, baseOf(context, itemIndex)))
		return silent('anotherAddress', null, `Events go to ${place}, which is not this n8n. ${PUBLISH}`);
	const response = await postToOwn(context, withScheme(address), toCheckBody({}));
	if ('problem' in response) {
		const unreached = `Events go to this n8n, which does not reach its own address ${place} (${response.problem}).`;
		return silent('thisN8n', false, `${unreached} Check the public address of n8n (WEBHOOK_URL).`);
	}
	const { status, body } = response;
	if (status === NO_SECRET)
		return silent(
			'thisN8n',
			false,
			'Events go to this n8n, to a trigger without a secret. Add Secret under its Options.',
		);
	if (!isListening(body)) {
		const deaf = `Events go to this n8n, but no published 99digital Trigger takes them (HTTP status ${status}).`;
		return silent('thisN8n', false, `${deaf} ${PUBLISH}`);
	}
	const sentence = 'Events come to a published 99digital Trigger of this n8n.';
	return { to: 'thisN8n', listening: true, lastEventAt: textIn(body.lastEventAt) ?? null, sentence };
}

const silent = (to: EventsGo['to'], listening: boolean | null, sentence: string): EventsGo => ({
	to,
	listening,
	lastEventAt: null,
	sentence,
});

/** What all webhook addresses of this n8n begin with. n8n tells only where a waiting execution would be woken. */
function baseOf(context: Pick<ReadContext, 'evaluateExpression'>, itemIndex: number): string {
	return new URL('..', String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex))).href;
}
