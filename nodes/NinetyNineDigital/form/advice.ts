import type { Advice, Catalogue } from './model';

/** What to tell about a refusal. A reason that the provider does not document is told as such. */
export function adviceFor({ reasons }: Catalogue, reason: number | null): Advice {
	const known = reason === null ? undefined : reasons[reason];
	if (known) return known;
	return {
		message:
			reason === null
				? '99digital refused and gave no reason'
				: `99digital refused for a reason that its documentation does not list: ${reason}`,
		fix: 'Ask the support of 99digital about it',
	};
}
