export const templateStatuses = ['approved', 'submitted', 'rejected', 'paused', 'deactivated'] as const;

type Word = (typeof templateStatuses)[number];

/** getTemplates's words for where a template stands, in any case. Only an approved one can be sent. */
export type TemplateStatus = Word | Uppercase<Word> | Capitalize<Word>;

export type TemplateHeader = { type: 'text'; text: string } | { type: 'image' | 'video' | 'document' };

/** A website address with `{{1}}` in it is completed by websiteVariable, in a second website by websiteVariable2. */
export type TemplateButton =
	| { type: 'reply'; text: string }
	| { type: 'call'; text: string; phone: string }
	| { type: 'website'; text: string; url: string };

/** One template of the account's catalogue. */
export interface Template {
	name: string;
	/** The language as getTemplates words it for people. */
	language: string;
	/** 1 utility, 2 marketing, 3 authentication. */
	category: 1 | 2 | 3;
	status: TemplateStatus;
	header?: TemplateHeader;
	/** Variables are written `{{1}}` to `{{10}}`. */
	body: string;
	footer?: string;
	buttons?: TemplateButton[];
	/** A coupon code is part of the template; `expires` when it was made with an expiration. */
	coupon?: { expires: boolean };
}

export const AUTHENTICATION = 3;

/** How many variables a text uses: the highest number in double braces. */
export function variableCount(text: string): number {
	return Math.max(0, ...[...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, digits]) => Number(digits)));
}

/** A text with its variables filled in, `values[0]` for `{{1}}`. */
export function fill(text: string, values: readonly string[]): string {
	return text.replace(/\{\{(\d+)\}\}/g, (_, digits: string) => values[Number(digits) - 1] ?? '');
}

/** The account's templates by name, in the order they were made. */
export class Templates {
	private byName = new Map<string, Template>();

	constructor(templates: readonly Template[]) {
		this.replace(templates);
	}

	replace(templates: readonly Template[]): void {
		this.byName = new Map(templates.map((template) => [template.name, template]));
	}

	get(name: string): Template | undefined {
		return this.byName.get(name);
	}

	all(): Template[] {
		return [...this.byName.values()];
	}
}
