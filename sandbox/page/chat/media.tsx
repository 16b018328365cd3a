import { useState } from 'preact/hooks';
import type { Media } from '../../messages';
import { Icon } from '../icons';
import { mediaNames } from './conversation';

/** A file of a message: shown or played where the link leads to one, and named where it does not. */
export function MediaView({ media }: { media: Media }) {
	const [failed, setFailed] = useState(false);
	const { kind, url } = media;
	const props = { src: url, onError: () => setFailed(true) };
	if (failed || kind === 'document') return <FileCard media={media} />;
	if (kind === 'image') return <img class="media" alt={`Picture: ${fileName(media)}`} {...props} />;
	if (kind === 'video') return <video class="media" aria-label={`Video: ${fileName(media)}`} controls {...props} />;
	return <audio aria-label={`${mediaNames[kind]}: ${fileName(media)}`} controls {...props} />;
}

const FileCard = ({ media }: { media: Media }) => (
	<a class="card" href={media.url} target="_blank" rel="noreferrer">
		<Icon name={media.kind} />
		<span class="card-words">
			<span dir="auto">{fileName(media)}</span>
			<small>{mediaNames[media.kind]}</small>
		</span>
	</a>
);

function fileName({ filename, url, kind }: Media): string {
	if (filename) return filename;
	const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : '';
	return last || mediaNames[kind];
}
