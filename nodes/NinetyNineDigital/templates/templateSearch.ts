import { createHash } from 'node:crypto';
import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { characters } from '../plain/characters';
import { CREDENTIAL, type CredentialContext, type PostContext } from '../transport/post';
import { bodyText, isolated, statusOf, templateLabel, type Template } from './accountTemplate';
import { cachedTemplates, cacheTemplates, type ListedTemplate } from './templateCache';
import { listTemplates } from './templateList';

/** Rows of the list that n8n shows at once; it asks for more when the person scrolls to the end. */
const PAGE = 100;

type SearchContext = PostContext & Pick<ILoadOptionsFunctions, 'getNode'>;

/**
 * The templates of the account whose label or text holds the filter, for the template picker: first those that can be
 * sent. The account is asked when the picker is opened, and not again for each letter of a search.
 *
 * @param page where to go on: n8n gives back the `paginationToken` of the page before
 * @throws NodeOperationError if the account cannot be asked
 */
export async function searchTemplates(context: SearchContext, filter = '', page = ''): Promise<INodeListSearchResult> {
	const account = await accountOf(context);
	const opened = filter === '' && page === '' ? undefined : cachedTemplates(account, new Date());
	const items = await (opened ?? open(context, account));
	const wanted = filter.toLowerCase();
	const found = items.filter(({ words }) => words.includes(wanted)).map(({ item }) => item);
	const start = Number(page);
	const end = start + PAGE;
	return { results: found.slice(start, end), ...(end < found.length ? { paginationToken: String(end) } : {}) };
}

function open(context: SearchContext, account: string): Promise<readonly ListedTemplate[]> {
	const items = loadItems(context);
	cacheTemplates(account, items, new Date());
	return items;
}

async function loadItems(context: SearchContext): Promise<ListedTemplate[]> {
	const list = await listTemplates(context);
	if ('missing' in list) {
		// n8n's list shows the message of an error, and not its description.
		throw new NodeOperationError(
			context.getNode(),
			`${list.missing}. Choose By Name to type the name of the template.`,
		);
	}
	const canBeSent = (template: Template) => statusOf(template) === 'approved';
	const approved = list.templates.filter(canBeSent);
	const others = list.templates.filter((template) => !canBeSent(template));
	return [
		...approved.map((template) => listed(template, template.name)),
		// n8n cannot grey out an entry. A blank value picks nothing, and n8n wants each to be different.
		...others.map((template, index) => listed(template, ' '.repeat(index + 1))),
	];
}

/** Characters of a template's text that its entry shows. */
const EXCERPT = 60;

function listed(template: Template, value: string): ListedTemplate {
	const label = templateLabel(template);
	const text = bodyText(template).replace(/\s+/g, ' ').trim();
	const excerpt = characters(text) > EXCERPT ? `${[...text].slice(0, EXCERPT).join('')}…` : text;
	const name = excerpt === '' ? label : `${label}: ${isolated(excerpt)}`;
	return { item: { name, value }, words: `${label} ${text}`.toLowerCase() };
}

/** Names an account without holding its key. */
async function accountOf(context: CredentialContext): Promise<string> {
	const credential = await context.getCredentials(CREDENTIAL);
	return createHash('sha256').update(JSON.stringify(credential)).digest('hex');
}
