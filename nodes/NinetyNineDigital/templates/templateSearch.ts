import { createHash } from 'node:crypto';
import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { CREDENTIAL } from '../transport/post';
import { templateLabel } from './accountTemplate';
import { cachedTemplates, cacheTemplates } from './templateCache';
import { listTemplates } from './templateList';

/** Rows of the list that n8n shows at once; it asks for more when the person scrolls to the end. */
const PAGE = 100;

/**
 * The approved templates of the account whose label holds the filter, for the template picker. The account is asked when
 * the picker is opened, and not again for each letter of a search.
 *
 * @param page where to go on: n8n gives back the `paginationToken` of the page before
 * @throws NodeOperationError if the account cannot be asked
 */
export async function searchTemplates(
	context: ILoadOptionsFunctions,
	filter = '',
	page = '',
): Promise<INodeListSearchResult> {
	const account = await accountOf(context);
	const opened = filter === '' && page === '' ? undefined : cachedTemplates(account, new Date());
	const items = await (opened ?? open(context, account));
	const wanted = filter.toLowerCase();
	const found = items.filter(({ name }) => name.toLowerCase().includes(wanted));
	const start = Number(page);
	const end = start + PAGE;
	return { results: found.slice(start, end), ...(end < found.length ? { paginationToken: String(end) } : {}) };
}

function open(context: ILoadOptionsFunctions, account: string): Promise<readonly INodeListSearchItems[]> {
	const items = loadItems(context);
	cacheTemplates(account, items, new Date());
	return items;
}

async function loadItems(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const list = await listTemplates(context);
	if ('missing' in list) {
		// n8n's list shows the message of an error, and not its description.
		throw new NodeOperationError(
			context.getNode(),
			`${list.missing}. Choose By Name to type the name of the template.`,
		);
	}
	const approved = list.templates.filter(({ status }) => status === 'approved');
	return approved.map((template) => ({ name: templateLabel(template), value: template.name }));
}

/** Names an account without holding its key. */
async function accountOf(context: ILoadOptionsFunctions): Promise<string> {
	const credential = await context.getCredentials(CREDENTIAL);
	return createHash('sha256').update(JSON.stringify(credential)).digest('hex');
}
