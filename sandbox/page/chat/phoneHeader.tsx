import type { CustomerSummary } from '../control';
import { useTexts } from '../texts/language';

interface PhoneHeaderProps {
	business: string;
	customer: CustomerSummary;
}

/** Whose phone it is, whom the customer talks to, and what is left of the 24 hours of free messages. */
export function PhoneHeader({ business, customer }: PhoneHeaderProps) {
	const { phone: texts } = useTexts();
	const { name, number, window, windowMinutesLeft } = customer;
	return (
		<header class="phone-header">
			<p class="whose">{texts.whose(name, number)}</p>
			<span class="avatar" aria-hidden="true">
				{[...business][0]}
			</span>
			<div>
				<h2>
					<bdi>{business}</bdi>
				</h2>
				<p class={`window ${window}`}>{window === 'open' ? texts.open(windowMinutesLeft) : texts[window]}</p>
			</div>
		</header>
	);
}
