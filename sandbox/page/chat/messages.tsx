import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '../../messages';
import { useTexts } from '../texts/language';
import { BubbleView, type BubbleActions } from './bubble';
import { toBubbles } from './conversation';
import { dayName } from './times';

interface MessagesProps extends BubbleActions {
	messages: readonly Message[];
	business: string;
	/** Whose conversation it is. */
	customer: string;
}

/** A load test sends more than anybody scrolls through. */
const SHOWN = 300;

/** The conversation; it keeps to its end as messages come. */
export function Messages({ messages, business, customer, ...actions }: MessagesProps) {
	const { phone: texts, locale } = useTexts();
	const scroller = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const { current } = scroller;
		if (current) current.scrollTop = current.scrollHeight;
	}, [messages.length, customer]);

	const bubbles = toBubbles(messages).slice(-SHOWN);
	return (
		<div class="messages" ref={scroller} tabIndex={0} role="log" aria-label={texts.conversation(customer)}>
			{bubbles.length === 0 && <p class="nothing">{texts.nothing}</p>}
			<ol>
				{bubbles.map((bubble, index) => {
					const day = dayName(bubble.message.time, locale);
					const before = bubbles[index - 1];
					const isNewDay = !before || dayName(before.message.time, locale) !== day;
					return [
						isNewDay && (
							<li class="day" key={`day ${bubble.message.unique}`}>
								<span>{day}</span>
							</li>
						),
						<BubbleView key={bubble.message.unique} bubble={bubble} business={business} {...actions} />,
					];
				})}
			</ol>
		</div>
	);
}
