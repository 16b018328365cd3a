import { useState } from 'preact/hooks';
import type { CustomerSummary } from './control';
import { Icon } from './icons';
import { toInternational } from './phoneNumber';
import { windowLeft } from './chat/times';

interface CustomersProps {
	customers: readonly CustomerSummary[];
	/** The number whose phone is shown. */
	chosen: string;
	/** How many messages have been seen of each number. */
	seen: Readonly<Record<string, number>>;
	onChoose: (number: string) => void;
	onAdd: (number: string) => void;
}

/** Whose phones there are; a number that is typed in makes another. */
export function Customers({ customers, chosen, seen, onChoose, onAdd }: CustomersProps) {
	const [number, setNumber] = useState('');
	return (
		<nav class="panel" aria-label="Customers">
			<h2>Customers</h2>
			<ul class="customers">
				{customers.map((customer) => (
					<li key={customer.number}>
						<button
							type="button"
							aria-current={customer.number === chosen ? 'true' : undefined}
							onClick={() => onChoose(customer.number)}
						>
							<span class="customer-number">{customer.number}</span>
							<Unread count={customer.messages - (seen[customer.number] ?? 0)} />
							<small>{windowWords(customer)}</small>
						</button>
					</li>
				))}
			</ul>
			<form
				class="add"
				onSubmit={(event) => {
					event.preventDefault();
					onAdd(toInternational(number));
					setNumber('');
				}}
			>
				<input
					type="tel"
					required
					aria-label="Number of a new customer"
					placeholder="050-123-4567"
					value={number}
					onInput={({ currentTarget }) => setNumber(currentTarget.value)}
				/>
				<button class="round" aria-label="Add customer">
					<Icon name="add" />
				</button>
			</form>
		</nav>
	);
}

const Unread = ({ count }: { count: number }) =>
	count > 0 ? (
		<span class="unread">
			{count}
			<span class="unseen"> new</span>
		</span>
	) : null;

const windowWords = ({ window, windowMinutesLeft }: CustomerSummary): string =>
	window === 'open' ? `window open, ${windowLeft(windowMinutesLeft)}` : 'window closed';
