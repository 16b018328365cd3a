import { isSimplified } from '../form/toolOutput';
import { CATEGORIES, simplifyTemplate, templatesIn, type Template } from '../templates/accountTemplate';
import { templateCatalogue } from '../templates/templateList';
import { byOneRequest, type AccountRead } from './accountRead';

/** The provider's words; `approved` ones can be sent, `paused` ones rest for some hours after spam reports. */
const STATUSES = ['approved', 'deactivated', 'paused', 'rejected', 'submitted'];

const titled = (value: string) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value });

interface Filters {
	readonly category?: string;
	readonly name?: string;
	readonly status?: string;
}

/** Lists the templates of the account, one item for each, in the provider's order. */
export const getManyTemplates: AccountRead = {
	resource: { name: 'Template', value: 'template' },
	operation: 'getMany',
	label: 'Get Many',
	action: 'Get many templates',
	help: 'Get the templates of the account',
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Category',
					name: 'category',
					type: 'options',
					default: 'utility',
					options: Object.values(CATEGORIES).sort().map(titled),
				},
				{ displayName: 'Name Contains', name: 'name', type: 'string', default: '', placeholder: 'e.g. welcome' },
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					default: 'approved',
					options: STATUSES.map(titled),
				},
			],
		},
	],
	read: byOneRequest({
		...templateCatalogue,
		items(response, parameter) {
			const found = templatesIn(response).filter(fits((parameter('filters') ?? {}) as Filters));
			const wanted = parameter('returnAll') === true ? found : found.slice(0, limitOf(parameter('limit') ?? 50));
			return isSimplified(parameter) ? wanted.map(simplifyTemplate) : wanted.map((template) => ({ ...template }));
		},
	}),
};

/** @throws Error, in words for people, if it is no number of things */
function limitOf(value: unknown): number {
	const limit = Number(value);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new Error(`Limit is "${String(value)}"; it must be a whole number from 1`);
}

const fits =
	({ category, name, status }: Filters) =>
	(template: Template): boolean =>
		(!category || CATEGORIES[Number(template.category)] === category) &&
		(!status || template.status === status) &&
		template.name.toLowerCase().includes(String(name ?? '').toLowerCase());
