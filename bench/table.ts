type Cell = string | number;

/** A table in Markdown. */
export const table = (head: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
