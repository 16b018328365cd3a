import { useEffect, useMemo, useState } from 'preact/hooks';
import { Phone } from './chat/phone';
import { control } from './control';
import { inOrder } from './conversations';
import { Customers } from './customers';
import { useWorld } from './live';
import { Notice } from './notice';
import { Log } from './log/log';
import { toEntries } from './log/entries';
import { ProviderPanel } from './provider/provider';
import { TextsContext, useLanguage } from './texts/language';

/** What a small screen shows one of at a time. */
const views = ['phone', 'customers', 'provider', 'log'] as const;
type View = (typeof views)[number];

/** The customers' phones on one side, the provider on the other. */
export function App() {
	const [texts, turnLanguage] = useLanguage();
	const [chosen, setChosen] = useState('');
	const [view, setView] = useState<View>('phone');
	const [notice, setNotice] = useState('');
	const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
	const world = useWorld(chosen);
	const { account, customers, conversation, requests, deliveries, behaviours, now } = world;
	const entries = useMemo(
		() => toEntries({ requests, deliveries, now }, texts.log),
		[requests, deliveries, now, texts],
	);
	const customer = customers.find(({ number }) => number === chosen);
	const [former, setFormer] = useState<typeof customer>();

	useEffect(() => {
		// One who has just been added is chosen before the list has them.
		const isGone = former?.number === chosen && !customer;
		if (chosen === '' || isGone) setChosen(inOrder(customers, '')[0]?.number ?? '');
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
		<TextsContext.Provider value={texts}>
			<div class="page" data-view={view}>
				<header class="page-header">
					<h1>{texts.title}</h1>
					<p>{texts.introduction}</p>
					<button type="button" class="language" onClick={turnLanguage}>
						{texts.otherLanguage}
					</button>
				</header>
				<nav class="views" aria-label={texts.views.label}>
					{views.map((name) => (
						<button
							key={name}
							type="button"
							aria-current={name === view ? 'page' : undefined}
							onClick={() => {
								setNotice('');
								setView(name);
							}}
						>
							{texts.views[name]}
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
						<section class="phone nobody" aria-label={texts.customers.noPhone}>
							<p>{texts.customers.none}</p>
						</section>
					)}
					<Log entries={entries} />
				</main>
				<Notice words={world.connected ? notice : texts.disconnected} onDismiss={() => setNotice('')} />
			</div>
		</TextsContext.Provider>
	);
}
