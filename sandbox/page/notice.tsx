import { Icon } from './icons';
import { useTexts } from './texts/language';

/** Tells a person one thing, until it is dismissed or something else is done. */
export function Notice({ words, onDismiss }: { words: string; onDismiss: () => void }) {
	const { dismiss } = useTexts();
	return (
		<div class="notice" role="status">
			{words !== '' && (
				<>
					<span dir="auto">{words}</span>
					<button type="button" class="round" aria-label={dismiss} onClick={onDismiss}>
						<Icon name="close" />
					</button>
				</>
			)}
		</div>
	);
}
