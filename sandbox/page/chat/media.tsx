import { useState } from 'preact/hooks';
import type { Media, Message } from '../../messages';
import { Icon } from '../icons';
import type { Texts } from '../texts/en';
import { useTexts } from '../texts/language';

interface MediaProps {
	message: Message;
	media: Media;
}

/** A file of a message: shown or played where the link leads to one, and named where it does not. */
export function MediaView({ message, media }: MediaProps) {
	const { kinds } = useTexts();
	const [failed, setFailed] = useState(false);
	const { kind } = media;
	const label = `${kinds[kind]}: ${fileName(media, kinds)}`;
	const props = { src: source(message, media), onError: () => setFailed(true) };
	if (failed || kind === 'document') return <FileCard message={message} media={media} />;
	if (kind === 'image') return <img class="media" alt={label} {...props} />;
	if (kind === 'video') return <video class="media" aria-label={label} controls {...props} />;
	return <audio aria-label={label} controls {...props} />;
}

/** What WhatsApp has fetched it shows itself: the link may have ended. */
const source = ({ unique }: Message, { url, file }: Media): string =>
	file ? `/media/${encodeURIComponent(unique)}` : url;

function FileCard({ message, media }: MediaProps) {
	const { kinds, pages } = useTexts();
	const count = media.file?.pages;
	return (
		<a class="card" href={source(message, media)} target="_blank" rel="noreferrer">
			<Icon name={media.kind} />
			<span class="card-words">
				<span dir="auto">{fileName(media, kinds)}</span>
				<small>{[kinds[media.kind], ...(count ? [pages(count)] : [])].join(', ')}</small>
			</span>
		</a>
	);
}

function fileName({ filename, file, url, kind }: Media, kinds: Texts['kinds']): string {
	if (filename || file?.name) return filename || file!.name;
	const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : '';
	return last || kinds[kind];
}
