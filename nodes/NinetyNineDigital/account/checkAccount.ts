import type { IDataObject } from 'n8n-workflow';

import { accountIn } from '../../../credentials/NinetyNineDigitalApi.credentials';
import { adviceFor } from '../form/advice';
import { webhookCatalogue } from '../messages/common';
import { numberIn } from '../plain/scalars';
import { lost, refusal } from '../run/failure';
import { baseUrlOf, credentialOf, post } from '../transport/post';
import { getWebhook, type WebhookSettings } from '../transport/webhookSettings';
import { shownAddress } from '../trigger/registration/address';
import type { AccountRead, ReadContext } from './accountRead';
import { whereEventsGo, type EventsGo } from './whereEventsGo';

/** What getWebhook's reasons say about the credential. */
const ACCOUNT: Readonly<Record<number, string>> = { 2: 'unknownNumber', 3: 'wrongKey' };

/**
 * Whether messages can go out and events come in. A credential that 99digital does not accept is a finding, not a
 * failure, so that a scheduled workflow can tell somebody.
 */
export const checkAccount: AccountRead = {
	resource: { name: 'Account', value: 'account' },
	operation: 'check',
	label: 'Check',
	action: 'Check account',
	help: 'Check the API key and the number, and whether events reach this n8n; nothing is sent or changed',
	fields: [],
	async read(context, itemIndex) {
		const { from } = accountIn(await credentialOf(context));
		const result = await getWebhook(context);
		if (result.status === 'lost') return { done: false, failure: lost(result.loss) };
		if (result.status === 'ok')
			return { done: true, json: [await checkEvents(context, itemIndex, from, result.settings)] };
		const account = ACCOUNT[result.reason ?? 0];
		if (account === undefined) return { done: false, failure: refusal(webhookCatalogue, result.reason) };
		const { message, fix } = adviceFor(webhookCatalogue, result.reason);
		return { done: true, json: [{ ...NOT_CHECKED, summary: `${message}. ${fix}.`, from, account }] };
	},
};

/** Every field of the output, for an account that 99digital does not know. */
const NOT_CHECKED: IDataObject = {
	healthy: false,
	summary: '',
	from: '',
	account: '',
	eventsGoTo: null,
	address: null,
	listening: null,
	switches: null,
	dailyLimit: null,
	lastEventAt: null,
};

async function checkEvents(
	context: ReadContext,
	itemIndex: number,
	from: string,
	{ url, readStatus, retry, system }: WebhookSettings,
): Promise<IDataObject> {
	const events = await whereEventsGo(context, itemIndex, url);
	const switches = { deliveryReports: readStatus, retries: retry, systemNotices: system };
	const dailyLimit = await dailyLimitOf(context);
	return {
		healthy: events.listening === true,
		summary: sentences(from, events, switches, dailyLimit),
		from,
		account: 'ok',
		eventsGoTo: events.to,
		address: url === '' ? null : shownAddress(url),
		listening: events.listening,
		switches,
		dailyLimit,
		lastEventAt: events.lastEventAt,
	};
}

/** Null where 99digital does not say; what it knows of the business is not worth a failure. */
async function dailyLimitOf(context: ReadContext): Promise<number | null> {
	const result = await post(context, await baseUrlOf(context), 'getProfile', {});
	return result.status === 'ok' ? numberIn(result.response.dailyLimit) : null;
}

function sentences(
	from: string,
	{ sentence, listening, lastEventAt }: EventsGo,
	switches: Readonly<Record<'deliveryReports' | 'retries' | 'systemNotices', boolean>>,
	dailyLimit: number | null,
): string {
	const state = (on: boolean) => (on ? 'on' : 'off');
	const last = lastEventAt === null ? 'No event has come yet.' : `The last event came at ${lastEventAt}.`;
	return [
		`99digital accepts the API key and the number ${from}.`,
		sentence,
		...(listening ? [last] : []),
		`Delivery reports are ${state(switches.deliveryReports)}, retries ${state(switches.retries)}, system notices ${state(switches.systemNotices)}.`,
		...(dailyLimit === null ? [] : [`The daily limit of messages is ${dailyLimit}.`]),
	].join(' ');
}
