/** Arrays within arrays. */
export const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Posts that are no events of the provider, though some look like one. */
export const junk: ReadonlyArray<{ name: string; body: unknown }> = [
	{ name: 'null', body: null },
	{ name: 'an empty object', body: {} },
	{ name: 'a number', body: 5 },
	{ name: 'a text', body: 'hook' },
	{ name: 'a list of events', body: [{ hook: 'new', unique: 'M1', from: '972507654321' }] },
	{ name: 'an unknown hook', body: { hook: 'call', unique: 'M1', from: '972507654321' } },
	{ name: 'a hook that every object has', body: { hook: 'constructor', unique: 'M1', from: '972507654321' } },
	{ name: 'a hook that is a list', body: { hook: ['new'], unique: 'M1', from: '972507654321' } },
	{ name: 'a message without ID', body: { hook: 'new', from: '972507654321', body: 'hi' } },
	{ name: 'a message with an empty ID', body: { hook: 'new', unique: ' ', from: '972507654321' } },
	{ name: 'a message with an object for ID', body: { hook: 'new', unique: { toString: 1 }, from: '972507654321' } },
	{ name: 'a message from nobody', body: { hook: 'new', unique: 'M1', body: 'hi' } },
	{ name: 'an acknowledgement of nothing', body: { hook: 'update', ack: 1 } },
	{ name: 'an acknowledgement without value', body: { hook: 'update', unique: 'M1' } },
	{ name: 'a notice of nothing', body: { hook: 'system' } },
	{ name: 'an event in the prototype', body: JSON.parse('{"__proto__":{"hook":"new","unique":"M1","from":"1"}}') },
	{ name: 'a thousand levels', body: { hook: 'new', unique: 'M1', from: '1', body: nested(1000) } },
	{ name: 'a million characters', body: 'x'.repeat(1_000_000) },
	{
		name: 'a hundred thousand fields',
		body: Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => [`f${at}`, at])),
	},
];
