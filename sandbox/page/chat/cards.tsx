import type { Message } from '../../messages';
import { Icon } from '../icons';

/** A place, a contact or an order, where a message has one. */
export function Cards({ message: { location, contact, order } }: { message: Message }) {
	return (
		<>
			{location && (
				<div class="card">
					<Icon name="place" />
					<span class="card-words">
						<span>Location</span>
						<small>
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
						<small>{[contact.phone, contact.email].filter(Boolean).join(', ')}</small>
					</span>
				</div>
			)}
			{order && (
				<div class="card">
					<Icon name="list" />
					<span class="card-words">
						<span>Order</span>
						<small>{order.length === 1 ? '1 item' : `${order.length} items`}</small>
					</span>
				</div>
			)}
		</>
	);
}
