import { NinetyNineDigitalApi } from '../../credentials/NinetyNineDigitalApi.credentials';
import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';

/** Anything in a description that has words for people. */
export interface Described {
	displayName?: string;
	name?: string;
	description?: string;
	hint?: string;
	message?: string;
	outputs?: unknown;
	placeholder?: string;
	typeOptions?: { multipleValueButtonText?: string };
	modes?: Described[];
	properties?: Described[];
	options?: Described[];
	values?: Described[];
	hints?: Described[];
}

/** Both nodes and the credential. */
export const descriptions: Described[] = [
	new NinetyNineDigital().description,
	new NinetyNineDigitalTrigger().description,
	new NinetyNineDigitalApi(),
] as Described[];

/** A description and all that is in it. */
export const all = (one: Described): Described[] => [
	one,
	...[one.properties, one.options, one.values, one.hints].flatMap((list) => (list ?? []).flatMap(all)),
];

/** All that has words for people. */
export const described = descriptions.flatMap(all);

/** Labels of parameters and of choices. */
export const labels = described.flatMap(({ displayName, name }) => displayName ?? name ?? []);

/** The names of outputs stand in the expressions that find them. */
const outputs = descriptions.flatMap(({ outputs }) => {
	if (typeof outputs !== 'string') return [];
	return [...outputs.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double!);
});

/** Every label of this package as the editor shows it, also what n8n makes of one: of an event, a tool and a button. */
export const ownLabels: ReadonlySet<string> = new Set([
	...labels,
	...labels.flatMap((label) => [`On ${label.toLowerCase()}`, `${label} Tool`]),
	...outputs,
	...described.flatMap(({ placeholder, typeOptions }) =>
		[placeholder ?? [], typeOptions?.multipleValueButtonText ?? []].flat(),
	),
	...described.flatMap(({ modes = [] }) => modes.flatMap(({ displayName }) => displayName ?? [])),
]);

/** n8n's own labels that the guides name, as they stand in this version of it; a test looks for each of them there. */
export const n8nLabels = {
	version: '2.41.1',
	labels: [
		'AI Agent',
		'Activate',
		'Basic Auth',
		'Continue',
		'Credential',
		'Data table',
		'Data tables',
		'Execute workflow',
		'Executions',
		'From file',
		'Got it',
		'HTTP Request',
		'Header Auth',
		'HubSpot Service Key',
		'If Row Does Not Exist',
		'Import',
		'New credential',
		'New workflow',
		'On Error',
		'OpenAI',
		'Pipedrive API',
		'Production URL',
		'Publish',
		'Save',
		'Settings',
		'System Message',
		'Timezone',
		'Tool',
		'Triggers',
	],
} as const;
