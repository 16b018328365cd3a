import type { Advice, Catalogue, MessageKind } from './model';

/** What to tell about a refusal, in the words of the form. A reason that is not known is told as such. */
export function adviceFor({ reasons, rows = [], before }: Catalogue, reason: number | null): Advice {
	const known = (reason === null ? undefined : reasons[reason]) ?? unknown(reason);
	const labelOf = (name: string) => rows.find((row) => row.name === name)?.label ?? name;
	return {
		...known,
		message: before === undefined ? known.message : `${before}. ${known.message}`,
		fix: known.fix.replace(/\{(\w+)\}/g, (_, name: string) => labelOf(name)),
	};
}

/**
 * The message that goes out when the window is closed, as a kind of its own: its refusals name the fields of the
 * fallback, and say what had happened before. Undefined if the kind has no fallback.
 */
export function fallbackKind({ fallback, rows }: Pick<MessageKind, 'fallback' | 'rows'>): MessageKind | undefined {
	if (!fallback) return undefined;
	const { kind, before } = fallback;
	const labels = new Map(rows.map(({ name, label }) => [name, label]));
	const renamed = kind.rows.map((row) => ({ ...row, label: labels.get(fallback.rows[row.name] ?? '') ?? row.label }));
	return { ...kind, rows: renamed, before };
}

const unknown = (reason: number | null): Advice => ({
	message:
		reason === null
			? '99digital refused and gave no reason'
			: `99digital refused for a reason that this package does not know yet: ${reason}`,
	fix: 'Ask the support of 99digital about it',
});
