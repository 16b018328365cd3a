/** Parameters whose words a person reads, on the canvas, on a form, in a table or on WhatsApp. */
const FOR_PEOPLE = new Set(
	`approveLabel body buttonLabel buttonText caption completionMessage completionTitle content description
	disapproveLabel errorMessage fieldLabel footer formDescription formSubmittedText formTitle header html linkButton
	message note outputKey placeholder renameFallbackOutput result rightValue status subject systemMessage text title
	toolDescription why`.split(/\s+/),
);

/** Parameters that are names, which other boxes and workflows refer to. */
const NAMES = new Set([
	'name',
	'id',
	'keyName',
	'fieldName',
	'tableName',
	'dataTableId',
	'template',
	'fallbackTemplate',
]);

const EXPRESSION = /\{\{.*?\}\}/gs;

/** A day of an English workflow, where it may be told to be in Hebrew. */
const DAY_OR_HEBREW_DAY = `toFormat('cccc, d LLLL').replace(/ (?=[א-ת]+$)/, ' ב')`;

/** A Hebrew date has a letter before the month that no pattern knows, but the language does: 26 בנובמבר. */
const inHebrewDate = (expression) =>
	expression
		.replaceAll("setLocale('en')", "setLocale('he')")
		.replaceAll(DAY_OR_HEBREW_DAY, "toLocaleString({ weekday: 'long', day: 'numeric', month: 'long' })")
		.replaceAll("toFormat('d LLLL')", "toLocaleString({ day: 'numeric', month: 'long' })");

/** n8n shows notes from left to right; these marks turn each line, so that English names stay where they belong in it. */
const turned = (note) => note.replaceAll('?**', '?\u200e**').replace(/^(#+ |\d+\. |[-*] )?(.+)$/gm, '$1\u2067$2\u2069');

/** n8n's pages run from left to right as well. */
const PAGE_STYLE = [
	'body { direction: rtl; }',
	'form label, div.html, .error-hidden { text-align: right; }',
	'div.html li { margin: 0 24px 8px 0; }',
].join(' ');

/** What turns a box that has Hebrew in it, besides its words. */
function turnedParameters(type, parameters) {
	if (type.endsWith('.stickyNote')) return { ...parameters, content: turned(parameters.content) };
	if (/\.form(Trigger)?$/.test(type))
		return { ...parameters, options: { ...parameters.options, customCss: PAGE_STYLE } };
	return parameters;
}

const isFragment = (text) => /^['"`>]/.test(text);

const withoutCode = (text) => text.replace(EXPRESSION, '').replace(/https?:\/\/\S+|`[^`]*`/g, '');

const hasWords = (text) => /[A-Za-z]{2}/.test(withoutCode(text));

/** Words of a person in the strings of an expression, without the names of boxes. */
function wordsInCode(text) {
	const code = text.replace(/^\s*\/\/.*$/gm, '').replace(/(\$|toFormat)\('[^']*'\)/g, '');
	return [...code.matchAll(/(['"`])((?:(?!\1).)*[A-Za-z]{2} [A-Za-z]{2}(?:(?!\1).)*)\1/g)].map(([literal]) => literal);
}

const inWords = (key, value) => FOR_PEOPLE.has(key) || (key === 'displayName' && value.startsWith('Variable '));

/** What a header is chosen from; not words. */
const HEADERS = new Set(['none', 'image', 'video', 'document']);

/**
 * A ready workflow with its texts in Hebrew: the same boxes, and the same parameters but for the words and the direction.
 *
 * The table has whole texts, and parts of expressions that begin with their quote or tag. Dates and the time zone follow
 * by themselves.
 */
export function inHebrew(workflow, { table, missing }) {
	const used = new Set();
	const fragments = Object.keys(table).filter(isFragment);

	const replaced = (code) =>
		fragments.reduce((text, fragment) => {
			if (!text.includes(fragment)) return text;
			used.add(fragment);
			return text.replaceAll(fragment, table[fragment]);
		}, inHebrewDate(code));

	const translated = (key, value) => {
		const known = !isFragment(value) && Object.hasOwn(table, value);
		if (known) used.add(value);
		if (!known && inWords(key, value) && hasWords(value) && !(key === 'header' && HEADERS.has(value))) missing(value);
		const hebrew = key === 'jsCode' ? replaced(value) : (known ? table[value] : value).replace(EXPRESSION, replaced);
		const sameCode = (text) => JSON.stringify((text.match(EXPRESSION) ?? []).sort());
		if (known && sameCode(table[value]) !== sameCode(value)) missing(`${value} (other expressions in Hebrew)`);
		const untold = fragments.reduce((text, fragment) => text.replaceAll(fragment, ''), value);
		const code = key === 'jsCode' ? [untold] : (untold.match(EXPRESSION) ?? []);
		for (const words of code.flatMap(wordsInCode)) missing(words);
		return hebrew;
	};

	const walk = (value, key) => {
		if (typeof value === 'string') return translated(key, value);
		if (Array.isArray(value)) return value.map((entry) => walk(entry, key));
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, entry]) => [name, NAMES.has(name) ? entry : walk(entry, name)]),
		);
	};

	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: turnedParameters(node.type, walk(node.parameters)),
	}));
	const name = walk(workflow.name, 'title');
	const settings = { ...workflow.settings, timezone: 'Asia/Jerusalem' };
	return { workflow: { ...workflow, name, nodes, settings }, used };
}
