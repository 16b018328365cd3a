import { useState } from 'preact/hooks';
import type { Button, Message } from '../../messages';
import { control, type AccountSummary, type CustomerSummary } from '../control';
import { AttachSheet, type Attachment } from '../sheets/attachSheet';
import { ListSheet } from '../sheets/listSheet';
import { MessageSheet } from '../sheets/messageSheet';
import type { Texts } from '../texts/en';
import { useTexts } from '../texts/language';
import { Composer } from './composer';
import { Messages } from './messages';
import { PhoneHeader } from './phoneHeader';
import './chat.css';

interface PhoneProps {
	account: AccountSummary;
	customer: CustomerSummary;
	messages: readonly Message[];
	/** Does what can fail, and tells the person when it did. */
	attempt: (action: () => Promise<unknown>) => void;
	/** Tells the person something. */
	tell: (words: string) => void;
}

type Open = { sheet: 'list' | 'message'; message: Message } | { sheet: 'attach' };

const samples: Readonly<Record<Attachment, (number: string) => Promise<unknown>>> = {
	image: (number) => control.sendFile(number, 'image', 'https://www.example.com/picture.jpg'),
	video: (number) => control.sendFile(number, 'video', 'https://www.example.com/film.mp4'),
	ptt: (number) => control.sendFile(number, 'ptt', 'https://www.example.com/voice-note.ogg'),
	document: (number) => control.sendFile(number, 'document', 'https://www.example.com/order.pdf'),
	location: (number) => control.sendLocation(number, 32.0853, 34.7818),
	contact: (number) => control.sendContact(number, 'נועה כהן', '+972 52-111-2233'),
};

/** The customer's phone with one conversation on it. */
export function Phone({ account, customer, messages, attempt, tell }: PhoneProps) {
	const [open, setOpen] = useState<Open>();
	const [replyTo, setReplyTo] = useState<Message>();
	const { phone: texts } = useTexts();
	const { number } = customer;
	const business = account.profile.displayName;
	const close = () => setOpen(undefined);

	const tap = (message: Message, button: Button) => {
		const words = whatATapDoes(button, texts);
		if (words) tell(words);
		else attempt(() => control.tap(number, button.id ?? button.text, message.unique));
	};
	return (
		<section class="phone" aria-label={texts.label(number)}>
			<PhoneHeader business={business} customer={customer} />
			<Messages
				messages={messages}
				business={business}
				customer={number}
				onTap={({ message }, button) => tap(message, button)}
				onOpenList={({ message }) => setOpen({ sheet: 'list', message })}
				onOpenActions={({ message }) => setOpen({ sheet: 'message', message })}
			/>
			<Composer
				replyTo={replyTo}
				onDropReply={() => setReplyTo(undefined)}
				onAttach={() => setOpen({ sheet: 'attach' })}
				onSend={(text) => {
					attempt(() => control.write(number, text, replyTo?.unique));
					setReplyTo(undefined);
				}}
			/>
			{open?.sheet === 'list' && (
				<ListSheet
					message={open.message}
					onPick={(row) => attempt(() => control.pick(number, row.id, open.message.unique))}
					onClose={close}
				/>
			)}
			{open?.sheet === 'message' && (
				<MessageSheet
					message={open.message}
					onReact={(emoji) => attempt(() => control.react(number, emoji, open.message.unique))}
					onReply={() => setReplyTo(open.message)}
					onAcknowledge={(ack) => attempt(() => control.acknowledge(open.message.unique, ack))}
					onClose={close}
				/>
			)}
			{open?.sheet === 'attach' && (
				<AttachSheet onAttach={(kind) => attempt(() => samples[kind](number))} onClose={close} />
			)}
		</section>
	);
}

/** A tap that stays on the phone, in words: nothing is opened or called from here. */
function whatATapDoes({ opens, copies }: Button, texts: Texts['phone']): string | undefined {
	if (copies !== undefined) return texts.copied(copies);
	if (opens === undefined) return undefined;
	return /^\d+$/.test(opens) ? texts.wouldCall(opens) : texts.wouldOpen(opens);
}
