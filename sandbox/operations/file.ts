import { text } from '../body';
import { isMediaLink } from '../formats';
import type { MediaKind } from '../messages';
import { conversationEnvelope, freeForm, sendOperation } from './send';

/** Guesses, like the response: neither table of the page is known. */
const reasons = { badLink: 5, rateLimit: 15 } as const;

/** The page's own extensions; an ogg is played as a voice note. */
const extensions: ReadonlyMap<string, MediaKind> = new Map([
	...(['png', 'jpg', 'gif', 'jpeg'] as const).map((ending) => [ending, 'image'] as const),
	...(['mp4', 'avi', '3gpp'] as const).map((ending) => [ending, 'video'] as const),
	...(['mp3', 'amr', 'aac'] as const).map((ending) => [ending, 'audio'] as const),
	['ogg', 'ptt'],
]);

/** sendFile: a picture, film, sound or document by its link. */
export const sendFile = sendOperation({
	name: 'sendFile',
	keys: ['body', 'caption', 'replyTo', 'localStorage'],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	copies: { link: (body) => text(body, 'body'), refused: reasons.badLink },
	draft({ body }) {
		const url = text(body, 'body');
		if (!isMediaLink(url)) return reasons.badLink;
		const kind = fileKind(url);
		return { kind, text: text(body, 'caption'), media: { kind, url } };
	},
	respond: (sent) => ({
		...conversationEnvelope(sent),
		body: text(sent.body, 'body'),
		caption: text(sent.body, 'caption'),
	}),
});

/** What WhatsApp makes of a file, by the ending of its link; anything unknown is shown as a document. */
function fileKind(url: string): MediaKind {
	const ending = new URL(url).pathname.split('.').at(-1) ?? '';
	return extensions.get(ending.toLowerCase()) ?? 'document';
}
