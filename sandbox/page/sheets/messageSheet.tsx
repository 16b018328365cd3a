import type { Message } from '../../messages';
import type { Ack } from '../../payloads';
import { gist } from '../chat/conversation';
import { Sheet } from './sheet';

interface MessageSheetProps {
	message: Message;
	onReact: (emoji: string) => void;
	onReply: () => void;
	onAcknowledge: (ack: Ack) => void;
	onClose: () => void;
}

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

const fates: ReadonlyArray<{ ack: Ack; label: string }> = [
	{ ack: 1, label: 'Sent' },
	{ ack: 2, label: 'Delivered' },
	{ ack: 3, label: 'Read' },
	{ ack: 0, label: 'Failed' },
];

/** What can be done with one message. What WhatsApp reports is decided for messages of the business alone. */
export function MessageSheet({ message, onReact, onReply, onAcknowledge, onClose }: MessageSheetProps) {
	const isOfBusiness = message.by === 'business';
	return (
		<Sheet title={gist(message)} onClose={onClose}>
			{(close) => {
				const closing = (act: () => void) => () => {
					close();
					act();
				};
				return (
					<>
						{isOfBusiness && (
							<div class="choices" role="group" aria-label="React">
								{emojis.map((emoji) => (
									<button key={emoji} type="button" class="emoji" onClick={closing(() => onReact(emoji))}>
										{emoji}
									</button>
								))}
								<button type="button" onClick={closing(() => onReact(''))}>
									Take back
								</button>
							</div>
						)}
						<button type="button" class="main" onClick={closing(onReply)}>
							Reply
						</button>
						{isOfBusiness && (
							<div class="choices" role="group" aria-labelledby="reported">
								<span id="reported">WhatsApp reports:</span>
								{fates.map(({ ack, label }) => (
									<button key={ack} type="button" onClick={closing(() => onAcknowledge(ack))}>
										{label}
									</button>
								))}
							</div>
						)}
					</>
				);
			}}
		</Sheet>
	);
}
