import type { Button } from '../../messages';
import { Icon } from '../icons';
import { useTexts } from '../texts/language';
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
	const { phone: texts, kinds } = useTexts();
	const { message, quoted, reactions } = bubble;
	const { by, header, media, text, footer, time } = message;
	const author = by === 'customer' ? texts.customer : business;

	return (
		<li class={`message ${by}`}>
			<article class="bubble" aria-label={`${author}, ${clockTime(time)}`}>
				<div class="said">
					{quoted && (
						<blockquote>
							<cite>{quoted.by === 'customer' ? texts.you : business}</cite>
							<span dir="auto">
								<Spans spans={readMarks(gist(quoted, kinds))} />
							</span>
						</blockquote>
					)}
					{media && <MediaView key={`${media.url} ${media.file?.sha256}`} message={message} media={media} />}
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
						aria-label={texts.actions(gist(message, kinds))}
						aria-haspopup="dialog"
						onClick={() => onOpenActions(bubble)}
					>
						<Icon name="more" />
					</button>
				</div>
				<Buttons message={message} onTap={(button) => onTap(bubble, button)} onOpenList={() => onOpenList(bubble)} />
				{reactions.length > 0 && (
					<p class="reactions">
						<span class="unseen">{texts.reactions}</span>
						{reactions.join(' ')}
					</p>
				)}
			</article>
		</li>
	);
}
