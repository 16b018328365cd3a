import { gist, toBubbles } from '../../../../sandbox/page/chat/conversation';
import type { Content, Message } from '../../../../sandbox/messages';
import { en } from '../../../../sandbox/page/texts/en';

const message = (unique: string, content: Partial<Content>, by: Message['by'] = 'business'): Message => ({
	...{ unique, time: 0, by, status: 'accepted' },
	...{ kind: 'text', text: '' },
	...content,
});

const react = (text: string, replyTo: string, by: Message['by']) =>
	message(`reaction ${text} ${by}`, { kind: 'reaction', text, replyTo }, by);

describe('a conversation', () => {
	it('hangs reactions on their messages, the latest of each side', () => {
		const bubbles = toBubbles([
			message('A', { text: 'Hello' }),
			react('👍', 'A', 'customer'),
			react('🎉', 'A', 'business'),
			react('❤️', 'A', 'customer'),
			message('B', { text: 'Bye' }),
			react('👍', 'B', 'customer'),
			react('', 'B', 'customer'),
		]);
		expect(bubbles.map(({ message: { unique }, reactions }) => [unique, reactions])).toEqual([
			['A', ['❤️', '🎉']],
			['B', []],
		]);
	});

	it('shows what a message quotes', () => {
		const [, answer] = toBubbles([message('A', { text: 'Deliver?' }), message('B', { text: 'Yes', replyTo: 'A' })]);
		expect(answer?.quoted?.text).toBe('Deliver?');
	});

	it.each([
		[{ text: 'One\nTwo' }, 'One'],
		[{ media: { kind: 'ptt', url: '' } } as const, 'Voice note'],
		[{ location: { latitude: 1, longitude: 2 } }, 'Location'],
		[{ contact: { name: 'דנה', phone: '', email: '' } }, 'דנה'],
		[{ order: [] }, 'Order'],
		[{ kind: 'template' } as const, 'template'],
	])('recalls %j as %s', (content, words) => {
		expect(gist(message('A', content), en.kinds)).toBe(words);
	});
});
