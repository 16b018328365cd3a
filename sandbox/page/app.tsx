import { useEffect, useMemo, useState } from 'preact/hooks';
import { Phone } from './chat/phone';
import { control } from './control';
import { Customers } from './customers';
import { useWorld } from './live';
import { Notice } from './notice';
import { Log } from './log/log';
import { toEntries } from './log/entries';
import { ProviderPanel } from './provider/provider';

/** What a small screen shows one of at a time. */
const views = { phone: 'Phone', customers: 'Customers', provider: 'Provider', log: 'API' } as const;
type View = keyof typeof views;

/** The customers' phones on one side, the provider on the other. */
export function App() {
	const [chosen, setChosen] = useState('');
	const [view, setView] = useState<View>('phone');
	const [notice, setNotice] = useState('');
	const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
	const world = useWorld(chosen);
	const { account, customers, conversation, requests, deliveries, behaviours, now } = world;
	const entries = useMemo(() => toEntries(requests, deliveries, now), [requests, deliveries, now]);
	const customer = customers.find(({ number }) => number === chosen);
	const [former, setFormer] = useState<typeof customer>();

	useEffect(() => {
		// One who has just been added is chosen before the list has them.
		const isGone = former?.number === chosen && !customer;
		if (chosen === '' || isGone) setChosen(customers[0]?.number ?? '');
		if (customer) setSeen((known) => ({ ...known, [customer.number]: customer.messages }));
		setFormer(customer);
	}, [customer, customers]);

	const attempt = (action: () => Promise<unknown>) => {
		setNotice('');
		action().catch(({ message }: Error) => setNotice(message));
	};
	const choose = (number: string) => {
		setChosen(number);
		setView('phone');
	};
	const add = (number: string) =>
		attempt(async () => {
			await control.addCustomer(number);
			choose(number);
		});

	return (
		<div class="page" data-view={view}>
			<header class="page-header">
				<h1>The customer’s phone</h1>
				<p>A sandbox stands in for 99digital. No message leaves this machine.</p>
			</header>
			<nav class="views" aria-label="Views">
				{Object.entries(views).map(([name, label]) => (
					<button
						key={name}
						type="button"
						aria-current={name === view ? 'page' : undefined}
						onClick={() => {
							setNotice('');
							setView(name as View);
						}}
					>
						{label}
					</button>
				))}
			</nav>
			<main>
				<div class="side">
					<Customers customers={customers} chosen={chosen} seen={seen} onChoose={choose} onAdd={add} />
					{account && <ProviderPanel account={account} behaviours={behaviours} attempt={attempt} />}
				</div>
				{account && customer ? (
					<Phone
						key={chosen}
						account={account}
						customer={customer}
						messages={conversation.number === chosen ? conversation.messages : []}
						attempt={attempt}
						tell={setNotice}
					/>
				) : (
					<section class="phone nobody" aria-label="No phone">
						<p>No customer yet. Add one by typing a number under Customers.</p>
					</section>
				)}
				<Log entries={entries} />
			</main>
			<Notice
				words={world.connected ? notice : 'The sandbox does not answer. Trying again …'}
				onDismiss={() => setNotice('')}
			/>
		</div>
	);
}
