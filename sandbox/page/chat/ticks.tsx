import type { DeliveryStatus, Message } from '../../messages';
import { Icon, type IconName } from '../icons';

const shown: Readonly<Record<DeliveryStatus, { icon: IconName; words: string }>> = {
	accepted: { icon: 'tick', words: 'Accepted' },
	sent: { icon: 'tick', words: 'Sent' },
	delivered: { icon: 'ticks', words: 'Delivered' },
	read: { icon: 'ticks', words: 'Read' },
	failed: { icon: 'failed', words: 'Failed' },
};

/** How far a message has come; what the customer writes is sent at once. */
export function Ticks({ message: { by, status } }: { message: Message }) {
	const { icon, words } = shown[by === 'customer' && status === 'accepted' ? 'sent' : status];
	return (
		<span class={`ticks ${status}`}>
			<Icon name={icon} /> {words}
		</span>
	);
}
