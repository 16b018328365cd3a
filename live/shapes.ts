/** The names of values' types by key, such as `{ status: 'string', list: 'array' }`; several allowed ones with `|`. */
export type Shape = Readonly<Record<string, string>>;

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

export const shapeOf = (value: object): Shape =>
	Object.fromEntries(Object.entries(value).map(([key, part]) => [key, typeOf(part)]));

/** How a shape departs from the expected one, in words; both lists are empty when it does not. */
export function departures(expected: Shape, seen: Shape): { different: string[]; new: string[] } {
	const different = Object.entries(expected).flatMap(([key, types]) => {
		const type = seen[key] ?? 'nothing';
		return types.split('|').includes(type) ? [] : [`${key} is ${type}`];
	});
	const unknown = Object.entries(seen).filter(([key]) => !(key in expected));
	return { different, new: unknown.map(([key, type]) => `${key} (${type})`) };
}

export const inWords = (shape: Shape): string =>
	Object.entries(shape)
		.map(([key, type]) => `${key}: ${type}`)
		.join(', ');
