import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { control, type AccountSummary, type ActiveBehaviour } from '../control';
import { withoutQuery } from '../log/entries';
import { endings, isSame, switches, type Disturbance } from './disturbances';

interface ProviderProps {
	account: AccountSummary;
	behaviours: readonly ActiveBehaviour[];
	attempt: (action: () => Promise<unknown>) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the provider and the clock do, for a person to decide. */
export function ProviderPanel({ account, behaviours, attempt }: ProviderProps) {
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
		<section class="panel" aria-label="Provider">
			<h2>The provider</h2>
			<button type="button" onClick={() => attempt(() => control.letPass(DAY_MS))}>
				Let 24 hours pass
			</button>
			{switches.map((disturbance) => (
				<Switch
					key={disturbance.label}
					label={disturbance.label}
					isOn={inForce(disturbance)}
					onTurn={(on) => choose(on ? disturbance : undefined, [disturbance])}
				/>
			))}
			<label class="field">
				Every request
				<select
					value={endings.find(inForce)?.label ?? ''}
					onChange={({ currentTarget }) =>
						choose(
							endings.find(({ label }) => label === currentTarget.value),
							endings,
						)
					}
				>
					<option value="">is answered as it deserves</option>
					{endings.map(({ label }) => (
						<option key={label} value={label}>
							{label}
						</option>
					))}
				</select>
			</label>
			<p class="receiver">
				<strong>Webhooks go to</strong> {url === '' ? 'nobody: no workflow is listening' : withoutQuery(url)}
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
