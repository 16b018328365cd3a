import { createHash } from 'node:crypto';
import type { Download } from './download';
import type { Content, MediaFile, MediaKind } from './messages';

const MB = 1024 * 1024;

/** The pages' sizes; those of sounds are WhatsApp's own. */
const mostBytes: Readonly<Record<MediaKind, number>> = {
	image: 5 * MB,
	video: 16 * MB,
	document: 100 * MB,
	audio: 16 * MB,
	ptt: 16 * MB,
};

/** The most bytes that any kind may have. */
export const MOST_BYTES = mostBytes.document;

/** The types that the pages allow in a header. */
const headerTypes: Readonly<Partial<Record<MediaKind, RegExp>>> = {
	image: /^image\/(jpeg|png)$/,
	video: /^video\/mp4$/,
	document: /^application\/pdf$/,
};

/** The types that go with the endings of sendFile's page. A web page, such as one to log in at, is none of them. */
const fileTypes: Readonly<Record<MediaKind, RegExp>> = {
	image: /^image\/(jpeg|png|gif)$/,
	video: /^video\/(mp4|3gpp|avi|x-msvideo|msvideo)$/,
	audio: /^audio\/(mpeg|mp3|amr|aac)$/,
	ptt: /^(audio|application)\/ogg$/,
	document: /^(?!text\/html$)./,
};

/** Why WhatsApp would not deliver a fetched file as part of this message; undefined when it would. */
export function fileProblem({ kind, media }: Content, { type, content }: Download): string | undefined {
	if (!media) return undefined;
	const most = mostBytes[media.kind];
	if (content.length === 0) return 'The file is empty';
	if (content.length > most) return `The file has ${content.length} bytes; at most ${most} are allowed`;
	const isHeader = kind === 'buttons' || kind === 'template';
	const types = (isHeader && headerTypes[media.kind]) || fileTypes[media.kind];
	return types.test(type) ? undefined : `The file is of type ${type || 'none'}, which is no ${media.kind}`;
}

export function describe(url: string, { type, content }: Download): MediaFile {
	const pages = type === 'application/pdf' ? pagesIn(content) : 0;
	return {
		...{ type, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), name: fileName(url) },
		...(pages > 0 && { pages }),
	};
}

/** The pages of a PDF; 0 where they are compressed. */
const pagesIn = (content: Buffer): number => content.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** The last part of a link's path, read as people write it. */
export function fileName(url: string): string {
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
