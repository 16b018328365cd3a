import type { CustomerSummary } from '../control';
import { windowLeft } from './times';

interface PhoneHeaderProps {
	business: string;
	customer: CustomerSummary;
}

/** Whom the customer talks to, and what is left of the 24 hours in which the business may answer freely. */
export const PhoneHeader = ({ business, customer }: PhoneHeaderProps) => (
	<header class="phone-header">
		<span class="avatar" aria-hidden="true">
			{[...business][0]}
		</span>
		<div>
			<h2 dir="auto">{business}</h2>
			<p class={`window ${customer.window}`}>{windowWords(customer)}</p>
		</div>
	</header>
);

function windowWords({ window, windowMinutesLeft }: CustomerSummary): string {
	if (window === 'neverOpened') return 'Never written: only templates arrive';
	if (window === 'passed') return 'Window closed: only templates arrive';
	return `Window open: ${windowLeft(windowMinutesLeft)} left`;
}
