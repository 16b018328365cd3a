import { useState } from 'preact/hooks';
import type { Media } from '../../messages';
import { Icon } from '../icons';
import type { Texts } from '../texts/en';
import { useTexts } from '../texts/language';

/** A file of a message: shown or played where the link leads to one, and named where it does not. */
export function MediaView({ media }: { media: Media }) {
	const { kinds } = useTexts();
	const [failed, setFailed] = useState(false);
	const { kind, url } = media;
	const label = `${kinds[kind]}: ${fileName(media, kinds)}`;
	const props = { src: url, onError: () => setFailed(true) };
	if (failed || kind === 'document') return <FileCard media={media} />;
	if (kind === 'image') return <img class="media" alt={label} {...props} />;
	if (kind === 'video') return <video class="media" aria-label={label} controls {...props} />;
	return <audio aria-label={label} controls {...props} />;
}

function FileCard({ media }: { media: Media }) {
	const { kinds } = useTexts();
	return (
		<a class="card" href={media.url} target="_blank" rel="noreferrer">
			<Icon name={media.kind} />
			<span class="card-words">
				<span dir="auto">{fileName(media, kinds)}</span>
				<small>{kinds[media.kind]}</small>
			</span>
		</a>
	);
}

function fileName({ filename, url, kind }: Media, kinds: Texts['kinds']): string {
	if (filename) return filename;
	const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : '';
	return last || kinds[kind];
}
