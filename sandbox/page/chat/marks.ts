/** A stretch of text as the phone shows it: plain, or marked and holding further stretches. */
export type Span = string | Marked;

export interface Marked {
	mark: Mark;
	spans: Span[];
}

export type Mark = 'bold' | 'italic' | 'strike' | 'monospace';

const marks: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'monospace' };

/**
 * Text between two signs of a kind, on one line. The signs hug the text inside and no letter or digit outside; that only
 * Latin letters count there, so that a Hebrew prefix may stand before a bold word, is a guess.
 */
const MARKED = /(?<![\w*~`])([*_~`]|```)(?=\S)(?!\1)((?:(?!\1).)*\S)\1(?![\w*~`])/u;

/** Reads WhatsApp's marks in one line: `*bold*`, `_italic_`, `~strike~`, and monospace in one or three backticks. */
export function readMarks(line: string): Span[] {
	const found = MARKED.exec(line);
	if (!found) return line === '' ? [] : [line];
	const [whole, sign = '', inside = ''] = found;
	const before = line.slice(0, found.index);
	const after = line.slice(found.index + whole.length);
	const mark = marks[sign] ?? 'monospace';
	const spans = mark === 'monospace' ? [inside] : readMarks(inside);
	return [...(before === '' ? [] : [before]), { mark, spans }, ...readMarks(after)];
}
