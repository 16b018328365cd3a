import type { Question } from './suspend';

/** The names of the form's fields. */
export const CHOICE = 'answer';
export const TEXT = 'text';

const STYLE = `
body { font: 1.1rem/1.5 system-ui, sans-serif; background: #f4f1ec; color: #1d1d1f; margin: 0; padding: 1.5rem 1rem; }
main { max-width: 28rem; margin: 0 auto; background: #fff; border-radius: 1rem; padding: 1.5rem; box-shadow: 0 1px 4px #0002; }
p { white-space: pre-line; overflow-wrap: anywhere; margin: 0 0 1.25rem; }
button { font: inherit; display: block; width: 100%; margin: 0.75rem 0 0; padding: 0.8rem 1rem; border: 1px solid #00806a; border-radius: 0.75rem; background: #fff; color: #00664f; cursor: pointer; }
button:first-of-type { background: #00806a; color: #fff; }
small { display: block; color: #5c5c61; }
textarea { font: inherit; width: 100%; box-sizing: border-box; padding: 0.6rem; border: 1px solid #86868b; border-radius: 0.75rem; }`;

/** No scripts, no other servers, no frames: the page lies on the origin of n8n. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-robots-tag': 'noindex',
};

/** The page on which a person answers. Opening it does nothing; only its buttons do. */
export function questionPage({ message, answers }: Question): string {
	const choices = answers.map(
		({ text, description }, index) =>
			`<button name="${CHOICE}" value="${index}" dir="auto">${escaped(text)}${
				description ? `<small>${escaped(description)}</small>` : ''
			}</button>`,
	);
	const free = `<textarea name="${TEXT}" rows="4" required dir="auto" aria-label="Your answer"></textarea><button>Send</button>`;
	return document(
		`<p dir="auto">${marked(escaped(message))}</p><form method="post">${choices.length > 0 ? choices.join('') : free}</form>`,
	);
}

/** A page that only tells something. */
export const noticePage = (text: string): string => document(`<p>${escaped(text)}</p>`);

const document = (content: string): string =>
	[
		'<!doctype html><html lang="en"><head><meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1"><title>Your answer</title>',
		`<style>${STYLE}</style></head><body><main>${content}</main></body></html>`,
	].join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** WhatsApp's marks for bold, italic and strikethrough, where a word begins and ends with them. */
const MARKS = { '*': 'strong', _: 'em', '~': 's' } as const;

const marked = (text: string): string =>
	text.replace(
		/(?<![^\s*_~(])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu,
		(_, mark: keyof typeof MARKS, words: string) => `<${MARKS[mark]}>${words}</${MARKS[mark]}>`,
	);
