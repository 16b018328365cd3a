import type { Button, Message } from '../../messages';
import { Icon, type IconName } from '../icons';

interface ButtonsProps {
	message: Message;
	onTap: (button: Button) => void;
	onOpenList: () => void;
}

/** The buttons under a message, and the one that opens its list. */
export const Buttons = ({ message: { buttons = [], buttonText }, onTap, onOpenList }: ButtonsProps) => (
	<>
		{buttons.map((button, index) => (
			<button key={index} type="button" class="answer" onClick={() => onTap(button)}>
				<Icon name={iconOf(button)} />
				<span dir="auto">{button.text}</span>
			</button>
		))}
		{buttonText && (
			<button type="button" class="answer" aria-haspopup="dialog" onClick={onOpenList}>
				<Icon name="list" />
				<span dir="auto">{buttonText}</span>
			</button>
		)}
	</>
);

function iconOf({ opens, copies }: Button): IconName {
	if (copies !== undefined) return 'copy';
	if (opens === undefined) return 'reply';
	if (/^\d+$/.test(opens)) return 'call';
	return /^https?:/.test(opens) ? 'link' : 'mail';
}
