import type { Owner } from './editor/session';
import type { Workflow } from './editor/types';
import type { Language } from './startOptions';
import type { Connected } from './world';

const words = {
	en: {
		signIn: (email: string, password: string) => `sign in as ${email} with ${password}`,
		phone: 'what the customer sees: tap, pick, write, and watch your workflows run',
		sandbox: 'stands in for 99digital; the address lists what it can be told and asked',
		stop: 'Ctrl-C stops both.',
	},
	he: {
		signIn: (email: string, password: string) => `נכנסים עם ${email} והסיסמה ${password}`,
		phone: 'מה שהלקוח רואה: מקישים, בוחרים, כותבים, ורואים את התהליכים רצים',
		sandbox: 'מחליף כאן את 99digital; בכתובת יש רשימה של כל מה שאפשר לבקש ממנו',
		stop: 'Ctrl-C עוצר את שניהם.',
	},
} as const satisfies Record<Language, object>;

interface Shown {
	owner: Owner;
	workflows: readonly Workflow[];
	language: Language;
}

/** What a person needs to know to go on from here. */
export function whereToLook({ n8n, sandbox }: Connected, { owner, workflows, language }: Shown): string[] {
	const { signIn, phone, sandbox: aboutSandbox, stop } = words[language];
	const phoneUrl = language === 'en' ? sandbox.phoneUrl : `${sandbox.phoneUrl}?lang=${language}`;
	return [
		'',
		`n8n      ${n8n.url}`,
		`         ${signIn(owner.email, owner.password)}`,
		'',
		...workflows.flatMap(({ id, name }) => [`         ${name}`, `         ${n8n.url}/workflow/${id}`]),
		'',
		`phone    ${phoneUrl}`,
		`         ${phone}`,
		'',
		`sandbox  ${sandbox.url}/control`,
		`         ${aboutSandbox}`,
		'',
		stop,
	];
}
