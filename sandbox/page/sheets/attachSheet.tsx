import { Icon, type IconName } from '../icons';
import { useTexts } from '../texts/language';
import { Sheet } from './sheet';

/** What a customer sends besides words, and its icon. */
const attachments = {
	image: 'image',
	video: 'video',
	ptt: 'ptt',
	document: 'document',
	location: 'place',
	contact: 'person',
} as const satisfies Record<string, IconName>;

export type Attachment = keyof typeof attachments;

/** Sends a sample of each kind that is not typed. */
export function AttachSheet({ onAttach, onClose }: { onAttach: (kind: Attachment) => void; onClose: () => void }) {
	const { composer, kinds } = useTexts();
	return (
		<Sheet title={composer.attach} onClose={onClose}>
			{(close) => (
				<div class="choices">
					{Object.entries(attachments).map(([kind, icon]) => (
						<button
							key={kind}
							type="button"
							onClick={() => {
								close();
								onAttach(kind as Attachment);
							}}
						>
							<Icon name={icon} /> {kinds[kind as Attachment]}
						</button>
					))}
				</div>
			)}
		</Sheet>
	);
}
