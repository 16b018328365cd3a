import { useId, useState } from 'preact/hooks';
import type { Message, Row } from '../../messages';
import { useTexts } from '../texts/language';
import { Sheet } from './sheet';

interface ListSheetProps {
	message: Message;
	onPick: (row: Row) => void;
	onClose: () => void;
}

/** The rows of a list. One is chosen and sent, as on a phone. */
export function ListSheet({ message, onPick, onClose }: ListSheetProps) {
	const { sheets, composer } = useTexts();
	const [picked, setPicked] = useState<Row>();
	const { rows = [], buttonText = '' } = message;

	return (
		<Sheet title={buttonText} onClose={onClose}>
			{(close) => (
				<form
					onSubmit={(event) => {
						event.preventDefault();
						close();
						if (picked) onPick(picked);
					}}
				>
					<fieldset class="rows">
						<legend class="unseen">{sheets.pickOne}</legend>
						{rows.map((row, index) => (
							<ListRow key={row.id} row={row} isFirst={index === 0} onPick={() => setPicked(row)} />
						))}
					</fieldset>
					<button class="main last" disabled={!picked}>
						{composer.send}
					</button>
				</form>
			)}
		</Sheet>
	);
}

function ListRow({ row, isFirst, onPick }: { row: Row; isFirst: boolean; onPick: () => void }) {
	const description = useId();
	return (
		<label class="row">
			<input
				type="radio"
				name="row"
				autofocus={isFirst}
				aria-describedby={row.description ? description : undefined}
				onChange={onPick}
			/>
			<span class="row-title" dir="auto">
				{row.title}
			</span>
			{row.description && (
				<span class="row-description" id={description} dir="auto" aria-hidden="true">
					{row.description}
				</span>
			)}
		</label>
	);
}
