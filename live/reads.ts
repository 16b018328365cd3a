import { isOk } from './account';
import type { Walk } from './walk';

interface Listed {
	status?: unknown;
	category?: unknown;
	name?: unknown;
	template?: unknown;
}

interface Part {
	type?: unknown;
	text?: unknown;
}

const AUTHENTICATION = '3';

/** What the account can tell without anybody noticing. @returns its templates */
export async function readAccount({ account, findings }: Walk): Promise<readonly Listed[]> {
	findings.noteShape('profile.answer', (await account.ask('getProfile')).response);
	findings.noteShape('getWebhook.answer', (await account.ask('getWebhook')).response);
	const { response } = await account.ask('getTemplates');
	findings.noteShape('templates.answer', response);

	const list = arrayOf<Listed>(response.list);
	for (const entry of list) {
		findings.noteShape('templates.entry', entry);
		for (const part of partsOf(entry)) findings.noteShape('templates.part', part);
	}
	findings.noteWords(
		'templates.statuses',
		list.map(({ status }) => String(status)),
	);
	findings.noteWords('templates.parts', typesIn(list));
	const codes = list.filter(({ category }) => String(category) === AUTHENTICATION);
	findings.noteWords('templates.authentication', typesIn(codes));
	return list;
}

/** Values for all variables of a template, as getTemplates shows its body. */
export function variablesOf(template: string, list: readonly Listed[]): Record<string, string> {
	const entry = list.find(({ name }) => name === template);
	const body = partsOf(entry ?? {}).find(({ type }) => String(type).toLowerCase() === 'body');
	const numbers = [...String(body?.text ?? '').matchAll(/\{\{(\d+)\}\}/g)].map(([, digits]) => digits);
	return Object.fromEntries(numbers.map((number) => [`bodyVariable${number}`, `בדיקה ${number}`]));
}

/** Sets the inbox as the account's webhook. @returns how to put the former one back */
export async function takeWebhook({ account, choices, findings }: Walk): Promise<() => Promise<void>> {
	const before = (await account.ask('getWebhook')).response;
	const switches = { system: Number(before.system), readStatus: before.readStatus, retry: before.retry };
	const former = { url: before.url || ' ', systemPhoneAlert: before.systemPhoneAlert || ' ', ...switches };
	const putBack = async (): Promise<void> => {
		await account.ask('setWebhook', former);
	};

	await account.ask('setWebhook', { url: choices.webhook, system: 1, readStatus: 1, retry: 1 });
	const partial = await account.ask('setWebhook', { url: choices.webhook });
	if (isOk(partial.response)) findings.noteShape('setWebhook.answer', partial.response);
	const after = (await account.ask('getWebhook')).response;
	const lost = ['system', 'readStatus', 'retry'].filter((key) => String(after[key]) !== '1');
	findings.note('setWebhook.keeps', lost.length === 0 ? 'keeps them' : `turns off ${lost.join(', ')}`);
	if (lost.length > 0) await account.ask('setWebhook', { url: choices.webhook, system: 1, readStatus: 1, retry: 0 });
	return putBack;
}

const partsOf = ({ template }: Listed): Part[] => arrayOf<Part>(template);

const typesIn = (list: readonly Listed[]): string[] => list.flatMap(partsOf).map(({ type }) => String(type));

const arrayOf = <One>(value: unknown): One[] => (Array.isArray(value) ? (value as One[]) : []);
