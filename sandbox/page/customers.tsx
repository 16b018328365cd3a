import { useRef, useState } from 'preact/hooks';
import { inOrder } from './conversations';
import type { CustomerSummary } from './control';
import { Icon } from './icons';
import { toInternational } from './phoneNumber';
import { useTexts } from './texts/language';

interface CustomersProps {
	customers: readonly CustomerSummary[];
	/** The number whose phone is shown. */
	chosen: string;
	/** How many messages have been seen of each number. */
	seen: Readonly<Record<string, number>>;
	onChoose: (number: string) => void;
	onAdd: (number: string) => void;
}

/** So many fit on the screen without a filter. */
const WORTH_A_FILTER = 6;

/** Arrow keys go through the list, which is one stop of the Tab key. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Whose phones there are, the newest conversation first; a number that is typed in makes another. */
export function Customers({ customers, chosen, seen, onChoose, onAdd }: CustomersProps) {
	const { customers: texts } = useTexts();
	const [number, setNumber] = useState('');
	const [words, setWords] = useState('');
	const list = useRef<HTMLUListElement>(null);
	const found = inOrder(customers, words);
	const stop = found.some((one) => one.number === chosen) ? chosen : found[0]?.number;

	const step = (event: KeyboardEvent) => {
		const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
		const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + (STEPS[event.key] ?? 0)];
		if (!(event.key in STEPS) || !next) return;
		event.preventDefault();
		next.focus();
	};
	return (
		<nav class="panel" aria-label={texts.title}>
			<h2>{texts.title}</h2>
			{customers.length >= WORTH_A_FILTER && (
				<input
					type="search"
					aria-label={texts.find}
					placeholder={texts.findHint}
					value={words}
					onInput={({ currentTarget }) => setWords(currentTarget.value)}
				/>
			)}
			{customers.length > 0 && found.length === 0 && <p role="status">{texts.nobodyFound}</p>}
			<ul class="customers" ref={list} onKeyDown={step}>
				{found.map((customer) => (
					<li key={customer.number}>
						<button
							type="button"
							tabIndex={customer.number === stop ? 0 : -1}
							aria-current={customer.number === chosen ? 'true' : undefined}
							onClick={() => onChoose(customer.number)}
						>
							<span class="customer-name">
								<bdi>{customer.name}</bdi>
							</span>
							<span class="customer-number">{customer.number}</span>
							<Unread count={customer.messages - (seen[customer.number] ?? 0)} />
							<small>
								{customer.window === 'open' ? texts.windowOpen(customer.windowMinutesLeft) : texts.windowClosed}
							</small>
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
					dir="ltr"
					aria-label={texts.number}
					placeholder="050-123-4567"
					value={number}
					onInput={({ currentTarget }) => setNumber(currentTarget.value)}
				/>
				<button class="round" aria-label={texts.add}>
					<Icon name="add" />
				</button>
			</form>
		</nav>
	);
}

function Unread({ count }: { count: number }) {
	const { fresh } = useTexts().customers;
	if (count <= 0) return null;
	return (
		<span class="unread">
			{count}
			<span class="unseen"> {fresh}</span>
		</span>
	);
}
