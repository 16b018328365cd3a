import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The names of the files of an item: `data`, as for one message, then `data2` and so on. */
const fileField = (count: number): string => (count === 0 ? 'data' : `data${count + 1}`);

/**
 * One item of all that a customer has written in a row. Each field has its latest value, what was said is joined line by
 * line, and `messages` has them all, each with the name of its file in `file`.
 *
 * @param items of the messages, in the order in which they were written
 * @param simplify whether they are simplified; else what was said stands in the messages only
 */
export function toBatch(items: readonly INodeExecutionData[], simplify: boolean): INodeExecutionData {
	const binary: IBinaryKeyData = {};
	const messages = items.map(({ json, binary: own }): IDataObject => {
		if (!own?.data) return json;
		const file = fileField(Object.keys(binary).length);
		binary[file] = own.data;
		return { ...json, file };
	});
	const latest = Object.assign({}, ...items.map(({ json }) => json)) as IDataObject;
	const said = items.flatMap(({ json: { chatInput } }) => chatInput ?? []).join('\n');
	const joined = simplify && said !== '' ? { text: said, chatInput: said } : {};
	const json = { ...(simplify ? latest : items.at(-1)?.json), ...joined, messages };
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}
