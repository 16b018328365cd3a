import type { DeliveryStatus, Message } from '../../messages';
import type { Ack } from '../../payloads';
import { gist } from '../chat/conversation';
import { useTexts } from '../texts/language';
import { Sheet } from './sheet';

interface MessageSheetProps {
	message: Message;
	onReact: (emoji: string) => void;
	onReply: () => void;
	onAcknowledge: (ack: Ack) => void;
	onClose: () => void;
}

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

const fates = [
	{ ack: 1, status: 'sent' },
	{ ack: 2, status: 'delivered' },
	{ ack: 3, status: 'read' },
	{ ack: 0, status: 'failed' },
] as const satisfies ReadonlyArray<{ ack: Ack; status: DeliveryStatus }>;

/** What can be done with one message. What WhatsApp reports is decided for messages of the business alone. */
export function MessageSheet({ message, onReact, onReply, onAcknowledge, onClose }: MessageSheetProps) {
	const { sheets: texts, kinds, status: words } = useTexts();
	const isOfBusiness = message.by === 'business';
	return (
		<Sheet title={gist(message, kinds)} onClose={onClose}>
			{(close) => {
				const closing = (act: () => void) => () => {
					close();
					act();
				};
				return (
					<>
						{isOfBusiness && (
							<div class="choices" role="group" aria-label={texts.react}>
								{emojis.map((emoji) => (
									<button key={emoji} type="button" class="emoji" onClick={closing(() => onReact(emoji))}>
										{emoji}
									</button>
								))}
								<button type="button" onClick={closing(() => onReact(''))}>
									{texts.takeBack}
								</button>
							</div>
						)}
						<button type="button" class="main" onClick={closing(onReply)}>
							{texts.reply}
						</button>
						{isOfBusiness && (
							<div class="choices" role="group" aria-labelledby="reported">
								<span id="reported">{texts.reports}</span>
								{fates.map(({ ack, status }) => (
									<button key={ack} type="button" onClick={closing(() => onAcknowledge(ack))}>
										{words[status]}
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
