import type { Button } from '../../messages';
import { Icon } from '../icons';
import { Buttons } from './buttons';
import { Cards } from './cards';
import { gist, type Bubble } from './conversation';
import { Formatted, Spans } from './formatted';
import { readMarks } from './marks';
import { MediaView } from './media';
import { Ticks } from './ticks';
import { clockTime } from './times';

/** What a person can do with a bubble. */
export interface BubbleActions {
	onTap: (bubble: Bubble, button: Button) => void;
	onOpenList: (bubble: Bubble) => void;
	onOpenActions: (bubble: Bubble) => void;
}

interface BubbleViewProps extends BubbleActions {
	bubble: Bubble;
	business: string;
}

/** One message on the phone. */
export function BubbleView({ bubble, business, onTap, onOpenList, onOpenActions }: BubbleViewProps) {
	const { message, quoted, reactions } = bubble;
	const { by, header, media, text, footer, time } = message;
	const author = by === 'customer' ? 'Customer' : business;

	return (
		<li class={`message ${by}`}>
			<article class="bubble" aria-label={`${author}, ${clockTime(time)}`}>
				<div class="said">
					{quoted && (
						<blockquote>
							<cite>{quoted.by === 'customer' ? 'You' : business}</cite>
							<span dir="auto">
								<Spans spans={readMarks(gist(quoted))} />
							</span>
						</blockquote>
					)}
					{media && <MediaView key={media.url} media={media} />}
					{header && (
						<p class="header" dir="auto">
							{header}
						</p>
					)}
					<Cards message={message} />
					{text !== '' && !message.contact && <Formatted text={text} />}
					{footer && (
						<p class="footer" dir="auto">
							{footer}
						</p>
					)}
					<p class="fate">
						<time dateTime={new Date(time).toISOString()}>{clockTime(time)}</time> <Ticks message={message} />
					</p>
					<button
						type="button"
						class="round more"
						aria-label={`Actions: ${gist(message)}`}
						aria-haspopup="dialog"
						onClick={() => onOpenActions(bubble)}
					>
						<Icon name="more" />
					</button>
				</div>
				<Buttons message={message} onTap={(button) => onTap(bubble, button)} onOpenList={() => onOpenList(bubble)} />
				{reactions.length > 0 && (
					<p class="reactions">
						<span class="unseen">Reactions: </span>
						{reactions.join(' ')}
					</p>
				)}
			</article>
		</li>
	);
}
