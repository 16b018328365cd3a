import { Icon } from './icons';

/** Tells a person one thing, until it is dismissed or something else is done. */
export const Notice = ({ words, onDismiss }: { words: string; onDismiss: () => void }) => (
	<div class="notice" role="status">
		{words !== '' && (
			<>
				<span dir="auto">{words}</span>
				<button type="button" class="round" aria-label="Dismiss" onClick={onDismiss}>
					<Icon name="close" />
				</button>
			</>
		)}
	</div>
);
