import { table } from '../catalogue.mjs';

const INTRODUCTION = `<div dir="rtl">

# כש-99digital מסרבת להודעה

אותו מספר אומר דברים שונים בהודעות שונות. ב-Send Buttons, ב-Send List וב-Send Template זו הרשימה המלאה של 99digital, כמו שהתיבה אומרת אותה. לשאר ההודעות אין רשימה ידועה: כאן כתוב מה שידוע עליהן, וכל מספר אחר נמסר בתור *a reason that this package does not know yet*, סיבה שהחבילה עוד לא מכירה. *לנסות שוב* פירושו ששום דבר לא נשלח והתיבה מנסה שוב לבד; מה שלא כתוב בו כך, לא מנסים שוב אף פעם.

הדף נכתב על ידי \`npm run docs\` מתוך \`nodes/NinetyNineDigital/messages\` והטקסטים ב-\`docs/he/texts/reasons.json\`.

[כל המדריכים](guides.md) · [English](../reasons.md)
`;

const HEAD = ['סיבה', 'מה קרה', 'מה לעשות', 'לנסות שוב', 'כמו שזה מופיע בתיבה'];

/** docs/he/reasons.md: the page of refusals, with the English sentence that the node shows beside each. */
export function reasonsPage({ messageKinds, adviceFor }, texts, glossary) {
	const used = new Set();
	const inHebrew = (text) => {
		used.add(text);
		if (!Object.hasOwn(texts.table, text)) texts.missing(text);
		return texts.table[text];
	};
	const row = (kind, reason) => {
		const { message, fix, retryable } = adviceFor(kind, reason);
		return [reason, inHebrew(message), inHebrew(fix), retryable ? 'כן' : '', message];
	};
	const section = (kind) => {
		const rows = Object.keys(kind.reasons).map((reason) => row(kind, reason));
		const [label] = glossary.table['99digital'][kind.label] ?? [];
		if (label === undefined) glossary.missing(kind.label);
		return `## ${kind.label}: ${label}\n\n${table(HEAD, rows)}\n`;
	};
	const page = `${INTRODUCTION}\n${messageKinds.map(section).join('\n')}\n</div>\n`;
	texts.unused(used);
	return page;
}
