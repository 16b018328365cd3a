import type { DeliveryStatus, Message } from '../../messages';
import { Icon, type IconName } from '../icons';
import { useTexts } from '../texts/language';

const icons: Readonly<Record<DeliveryStatus, IconName>> = {
	accepted: 'tick',
	sent: 'tick',
	delivered: 'ticks',
	read: 'ticks',
	failed: 'failed',
};

/** How far a message has come; what the customer writes is sent at once. */
export function Ticks({ message: { by, status } }: { message: Message }) {
	const { status: words } = useTexts();
	const shown = by === 'customer' && status === 'accepted' ? 'sent' : status;
	return (
		<span class={`ticks ${status}`}>
			<Icon name={icons[shown]} /> {words[shown]}
		</span>
	);
}
