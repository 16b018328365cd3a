import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../messages';
import { Icon } from '../icons';
import { useTexts } from '../texts/language';
import { gist } from './conversation';

interface ComposerProps {
	replyTo?: Message;
	onDropReply: () => void;
	onSend: (text: string) => void;
	onAttach: () => void;
}

/** Where the customer types. Enter sends, Shift+Enter begins a new line. */
export function Composer({ replyTo, onDropReply, onSend, onAttach }: ComposerProps) {
	const { composer: texts, kinds } = useTexts();
	const [text, setText] = useState('');
	const field = useRef<HTMLTextAreaElement>(null);
	// Before the next key, which may come before the next frame.
	useLayoutEffect(() => {
		if (replyTo) field.current?.focus();
	}, [replyTo]);

	const send = (event: Event) => {
		event.preventDefault();
		if (text.trim() === '') return;
		onSend(text);
		setText('');
	};
	return (
		<form class="composer" onSubmit={send}>
			{replyTo && (
				<div class="replying">
					<span dir="auto">
						{texts.replyTo}
						{gist(replyTo, kinds)}
					</span>
					<button type="button" class="round" aria-label={texts.dropReply} onClick={onDropReply}>
						<Icon name="close" />
					</button>
				</div>
			)}
			<button type="button" class="round" aria-label={texts.attach} aria-haspopup="dialog" onClick={onAttach}>
				<Icon name="add" />
			</button>
			<textarea
				ref={field}
				rows={1}
				dir="auto"
				aria-label={texts.label}
				placeholder={texts.placeholder}
				value={text}
				onInput={({ currentTarget }) => setText(currentTarget.value)}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
				}}
			/>
			<button class="round main" aria-label={texts.send}>
				<span class="forward">
					<Icon name="send" />
				</span>
			</button>
		</form>
	);
}
