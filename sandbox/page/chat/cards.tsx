import type { Message } from '../../messages';
import { Icon } from '../icons';
import { useTexts } from '../texts/language';

/** A place, a contact or an order, where a message has one. */
export function Cards({ message: { location, contact, order } }: { message: Message }) {
	const { kinds, items } = useTexts();
	return (
		<>
			{location && (
				<div class="card">
					<Icon name="place" />
					<span class="card-words">
						<span>{kinds.location}</span>
						<small dir="ltr">
							{location.latitude}, {location.longitude}
						</small>
					</span>
				</div>
			)}
			{contact && (
				<div class="card">
					<Icon name="person" />
					<span class="card-words">
						<span dir="auto">{contact.name}</span>
						<small dir="ltr">{[contact.phone, contact.email].filter(Boolean).join(', ')}</small>
					</span>
				</div>
			)}
			{order && (
				<div class="card">
					<Icon name="list" />
					<span class="card-words">
						<span>{kinds.order}</span>
						<small>{items(order.length)}</small>
					</span>
				</div>
			)}
		</>
	);
}
