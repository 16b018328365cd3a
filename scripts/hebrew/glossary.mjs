import { readdirSync, readFileSync } from 'node:fs';
import { inProject, table } from '../catalogue.mjs';

const INTRODUCTION = `<div dir="rtl">

# מילון: מה פירוש כל שם באנגלית

n8n מציגה את התיבות באנגלית. כאן כל שדה, בחירה, פעולה, אירוע ויציאה, ומה הם אומרים. אם נתקעתם על מילה, חפשו אותה בדף (Ctrl+F).

הדף נכתב על ידי \`npm run docs\` מתוך התיאורים של התיבות והטקסטים ב-\`docs/he/texts/glossary.json\`.

[כל המדריכים](guides.md) · [README](README.md)
`;

const HEAD = ['באנגלית', 'בעברית', 'מה זה'];

/** A payload for each kind of event, with every field that the trigger makes something of. */
const tap = { hook: 'new', type: 'button', body: 'Yes', payload: 'yes', button_id: 'yes', quoteUnique: 'q' };
const person = { unique: 'm', from: '972501234567', from_id: 'IL.1', to: '972771234567', senderName: 'Dana' };
const payloads = [
	{ ...person, ...tap },
	{ ...person, hook: 'new', type: 'image', body: 'https://www.example.com/a.png' },
	{
		...person,
		hook: 'new',
		type: 'location',
		body: '32.1,34.8',
		latitude: '32.1',
		longitude: '34.8',
		lat: 32.1,
		lng: 34.8,
	},
	{ ...person, hook: 'ack', ack: 0, reason: '131026' },
	{ ...person, hook: 'system', type: 'message_failed', reason: '131026' },
];

const question = {
	to: '972501234567',
	messageId: 'q',
	responseType: 'approval',
	answers: [{ id: 'yes', text: 'Yes' }],
};

/** What comes out besides: of a tap that is late, and when sending is left out, only tried, or refused. README tells when. */
const ALSO = [
	'messages',
	'file',
	'late',
	'skipped',
	'dryRun',
	'body',
	'note',
	'ifWindowClosed',
	'error',
	'description',
	'reason',
	'retryable',
	'sent',
];

/** Named outputs that no description lists as a choice. */
const OUTPUTS = ['Reply', 'Button', 'Row', 'No Answer', 'Answer', 'Other'];

const listed = (options = []) => options.flatMap(labelsOf);

/** Labels of a parameter, of its choices and of what it holds; a notice is a sentence and has none. */
function labelsOf({ type, displayName, name, options, values }) {
	if (type === 'notice') return [];
	const label = displayName ?? name;
	return [...(label === undefined ? [] : [label]), ...listed(options), ...listed(values)];
}

const unique = (list) => [...new Set(list)];

/** The names of the fields in the schemas of what operations put out, those inside others included. */
function schemaFields() {
	const folder = inProject('nodes/NinetyNineDigital/__schema__/v1.0.0');
	const fieldsOf = ({ properties = {}, items = {} }) =>
		Object.entries(properties)
			.flatMap(([name, value]) => [name, ...fieldsOf(value)])
			.concat(items.properties ? fieldsOf(items) : []);
	const files = readdirSync(folder, { recursive: true })
		.filter((name) => name.endsWith('.json'))
		.sort();
	return files.flatMap((name) => fieldsOf(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
}

function outputFields({ toItem, chosen, noAnswer, replied }) {
	const now = new Date(0);
	const items = [
		...payloads.map((payload) => toItem(payload, now)),
		noAnswer(question, now),
		chosen(question, 0, payloads[0], now),
		...payloads.slice(0, 3).map((payload) => replied(question, payload, now)),
	];
	return [...schemaFields(), ...items.flatMap(Object.keys), ...ALSO];
}

/** docs/he/glossary.md: what each label of the nodes means. */
export function glossaryPage(catalogue, { table: texts, missing, unused }) {
	const { NinetyNineDigital, NinetyNineDigitalTrigger, NinetyNineDigitalApi } = catalogue;
	const labelsIn = (parameters) => unique(parameters.flatMap(labelsOf));
	const sections = [
		['99digital', 'התיבה 99digital: שדות, בחירות ופעולות', labelsIn(new NinetyNineDigital().description.properties)],
		[
			'99digital Trigger',
			'התיבה 99digital Trigger: אירועים, שדות ובחירות',
			labelsIn(new NinetyNineDigitalTrigger().description.properties),
		],
		['99digital API', 'פרטי הגישה 99digital API', labelsIn(new NinetyNineDigitalApi().properties)],
		['outputs', 'היציאות של התיבות', OUTPUTS],
		['fields', 'מה יוצא: שמות השדות בתוצאה', unique(outputFields(catalogue))],
	];
	const used = new Set(sections.map(([key]) => key));
	const rowIn = (key) => (label) => {
		const [short, meaning] = texts[key]?.[label] ?? [];
		if (!short) missing(`${key}: ${label}`);
		return [key === 'fields' ? `\`${label}\`` : label, short, meaning];
	};
	const pages = sections.map(([key, heading, labels]) => {
		for (const label of Object.keys(texts[key] ?? {}))
			if (!labels.includes(label)) missing(`${key}: ${label}, no label`);
		return `## ${heading}\n\n${table(HEAD, labels.map(rowIn(key)))}\n`;
	});
	unused(used);
	return `${INTRODUCTION}\n${pages.join('\n')}\n</div>\n`;
}
