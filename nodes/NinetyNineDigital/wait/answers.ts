import { isRecord, type Values } from '../core/rows';

/** One of the answers that a question offers. */
export interface Answer {
	readonly id: string;
	/** As the customer sees it. */
	readonly text: string;
	readonly description?: string;
}

/** The answers that a question offers, in the order of their buttons or rows; none if any reply will do. */
export function answersOf(values: Values): Answer[] {
	switch (values.responseType) {
		case 'buttons':
			return entries(values.buttons).map((entry, index) => answer(entry.text, entry.id, index));
		case 'list':
			return entries(values.items).map((entry, index) => ({
				...answer(entry.title, entry.id, index),
				description: String(entry.description ?? ''),
			}));
		case 'anyReply':
			return [];
		default:
			return [
				{ id: 'approve', text: String(values.approveLabel) },
				...(values.approvalType === 'single' ? [] : [{ id: 'decline', text: String(values.disapproveLabel) }]),
			];
	}
}

const entries = (value: unknown): Values[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** An ID that was left out is the number of the button or row, as 99digital has it. */
const answer = (text: unknown, id: unknown, index: number): Answer => ({
	id: String(id || index + 1),
	text: String(text ?? ''),
});
