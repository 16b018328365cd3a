import type { Message } from '../../messages';
import type { Texts } from '../texts/en';

/** One bubble: a message, what it quotes, and the emoji that either side has put on it. */
export interface Bubble {
	message: Message;
	quoted?: Message;
	reactions: string[];
}

/** Makes bubbles of messages, oldest first: a reaction is no bubble but hangs on one, and each side has one per bubble. */
export function toBubbles(messages: readonly Message[]): Bubble[] {
	const byUnique = new Map(messages.map((message) => [message.unique, message]));
	const reactions = latestReactions(messages);
	return messages
		.filter(({ kind }) => kind !== 'reaction')
		.map((message) => ({
			message,
			quoted: message.replyTo === undefined ? undefined : byUnique.get(message.replyTo),
			reactions: [...(reactions.get(message.unique)?.values() ?? [])].filter((emoji) => emoji !== ''),
		}));
}

function latestReactions(messages: readonly Message[]): Map<string, Map<Message['by'], string>> {
	const found = new Map<string, Map<Message['by'], string>>();
	for (const { kind, by, text, replyTo = '' } of messages) {
		if (kind !== 'reaction') continue;
		found.set(replyTo, new Map(found.get(replyTo)).set(by, text));
	}
	return found;
}

/** The few words by which a quote or a notice recalls a message. */
export function gist({ kind, text, media, location, contact, order }: Message, kinds: Texts['kinds']): string {
	if (text !== '') return text.split('\n')[0] ?? '';
	if (location) return kinds.location;
	if (contact) return contact.name;
	if (order) return kinds.order;
	return media ? kinds[media.kind] : kind;
}
