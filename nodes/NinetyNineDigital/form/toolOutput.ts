import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** What an AI agent that has the node as its tool is handed of each result. With Simplify off it is handed all. */
export const toolOutput = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	description: 'Which fields of each result to hand to the agent',
	options: [
		{ name: 'Raw', value: 'raw', description: 'All that 99digital has answered' },
		{ name: 'Selected Fields', value: 'selected', description: 'Those of the simplified ones that you name' },
		{ name: 'Simplified', value: 'simplified', description: 'The most useful ones' },
	],
} as const satisfies Partial<INodeProperties>;

/** The fields that are chosen with *Selected Fields*. */
export const toolFields = {
	displayName: 'Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. to, sentAt',
	description: 'Names of fields, separated by commas',
} as const satisfies Partial<INodeProperties>;

/** Reads a parameter; null or undefined where there is none. */
type Read = (name: string) => unknown;

/** Whether what comes out is to be simplified. */
export const isSimplified = (read: Read): boolean => read('simplify') !== false && read(toolOutput.name) !== 'raw';

/** The items with the fields that an agent is to see; an item that tells of a refusal or of a dry run stays whole. */
export function withFields(items: INodeExecutionData[], read: Read): INodeExecutionData[] {
	if (read(toolOutput.name) !== 'selected') return items;
	const names = String(read(toolFields.name)).split(/[\s,]+/);
	return items.map((item) => {
		if ('error' in item.json || item.json.dryRun) return item;
		const chosen = names.filter((name) => Object.hasOwn(item.json, name)).map((name) => [name, item.json[name]]);
		return { ...item, json: Object.fromEntries(chosen) as IDataObject };
	});
}
