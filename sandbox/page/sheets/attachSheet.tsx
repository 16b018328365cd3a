import { Icon, type IconName } from '../icons';
import { Sheet } from './sheet';

/** What a customer sends besides words. */
export type Attachment = 'picture' | 'place' | 'contact';

const attachments: ReadonlyArray<{ kind: Attachment; label: string; icon: IconName }> = [
	{ kind: 'picture', label: 'Picture', icon: 'image' },
	{ kind: 'place', label: 'Location', icon: 'place' },
	{ kind: 'contact', label: 'Contact', icon: 'person' },
];

/** Sends a sample of each kind that is not typed. */
export const AttachSheet = ({ onAttach, onClose }: { onAttach: (kind: Attachment) => void; onClose: () => void }) => (
	<Sheet title="Send something else" onClose={onClose}>
		{(close) => (
			<div class="choices">
				{attachments.map(({ kind, label, icon }) => (
					<button
						key={kind}
						type="button"
						onClick={() => {
							close();
							onAttach(kind);
						}}
					>
						<Icon name={icon} /> {label}
					</button>
				))}
			</div>
		)}
	</Sheet>
);
