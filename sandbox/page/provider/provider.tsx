import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { control, type AccountSummary, type ActiveBehaviour } from '../control';
import { withoutQuery } from '../log/entries';
import { useTexts } from '../texts/language';
import { endings, isSame, switches, type Disturbance } from './disturbances';

interface ProviderProps {
	account: AccountSummary;
	behaviours: readonly ActiveBehaviour[];
	attempt: (action: () => Promise<unknown>) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the provider and the clock do, for a person to decide. */
export function ProviderPanel({ account, behaviours, attempt }: ProviderProps) {
	const { provider: texts } = useTexts();
	const { url } = account.webhook;
	const former = useRef<Promise<unknown>>(Promise.resolve());
	const inForce = ({ behaviour }: Disturbance) => behaviours.some((active) => isSame(active, behaviour));

	/** Puts one of some disturbances in force, or none, after what was asked for before. */
	const choose = (chosen: Disturbance | undefined, among: readonly Disturbance[]): Promise<unknown> => {
		const done = former.current.catch(() => {}).then(() => replace(among, chosen));
		former.current = done;
		attempt(() => done);
		return done;
	};

	return (
		<section class="panel" aria-label={texts.label}>
			<h2>{texts.title}</h2>
			<button type="button" onClick={() => attempt(() => control.letPass(DAY_MS))}>
				{texts.letADayPass}
			</button>
			{switches.map((disturbance) => (
				<Switch
					key={disturbance.name}
					label={texts[disturbance.name]}
					isOn={inForce(disturbance)}
					onTurn={(on) => choose(on ? disturbance : undefined, [disturbance])}
				/>
			))}
			<label class="field">
				{texts.everyRequest}
				<select
					value={endings.find(inForce)?.name ?? ''}
					onChange={({ currentTarget }) =>
						choose(
							endings.find(({ name }) => name === currentTarget.value),
							endings,
						)
					}
				>
					<option value="">{texts.normal}</option>
					{endings.map(({ name }) => (
						<option key={name} value={name}>
							{texts[name]}
						</option>
					))}
				</select>
			</label>
			<p class="receiver">
				<strong>{texts.webhooksGoTo}</strong> <span dir="auto">{url === '' ? texts.nobody : withoutQuery(url)}</span>
			</p>
		</section>
	);
}

interface SwitchProps {
	label: string;
	isOn: boolean;
	onTurn: (on: boolean) => Promise<unknown>;
}

/** A switch that stands as the person put it until the sandbox has done so, or could not. */
function Switch({ label, isOn, onTurn }: SwitchProps) {
	const [wanted, setWanted] = useState<boolean>();
	useLayoutEffect(() => setWanted(undefined), [isOn]);

	return (
		<label class="switch">
			<input
				type="checkbox"
				role="switch"
				checked={wanted ?? isOn}
				onChange={({ currentTarget: { checked } }) => {
					setWanted(checked);
					onTurn(checked).catch(() => setWanted(undefined));
				}}
			/>
			{label}
		</label>
	);
}

/** The sandbox, not what the page last heard of it, tells what is in force. */
async function replace(among: readonly Disturbance[], chosen: Disturbance | undefined): Promise<void> {
	const active = await control.behaviours();
	const ended = active.filter((behaviour) => among.some((one) => isSame(behaviour, one.behaviour)));
	for (const { id } of ended) await control.removeBehaviour(id);
	if (chosen) await control.addBehaviour(chosen.behaviour);
}
