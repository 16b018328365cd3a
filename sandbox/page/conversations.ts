import type { CustomerSummary } from './control';

type Listed = Pick<CustomerSummary, 'name' | 'number' | 'lastMessageAt'>;

/**
 * The customers whose name or number holds the words, the newest conversation first; a number may be written with
 * spaces and dashes.
 */
export function inOrder<Customer extends Listed>(customers: readonly Customer[], words: string): Customer[] {
	const wanted = words.trim().toLowerCase();
	const digits = wanted.replace(/[\s()+-]/g, '').replace(/^0/, '');
	const holds = ({ name, number }: Listed) =>
		name.toLowerCase().includes(wanted) || (/^\d+$/.test(digits) && number.includes(digits));
	return customers.filter(holds).sort((a, b) => (b.lastMessageAt ?? 0) - (a.lastMessageAt ?? 0));
}
