import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../icons';
import { useTexts } from '../texts/language';
import './sheets.css';

interface SheetProps {
	title: string;
	onClose: () => void;
	/** @param close closes the sheet and puts the focus back where it was */
	children: (close: () => void) => ComponentChildren;
}

/** A sheet over the phone: modal, closed by Escape or a click beside it. */
export function Sheet({ title, onClose, children }: SheetProps) {
	const texts = useTexts();
	const dialog = useRef<HTMLDialogElement>(null);
	const heading = useId();
	const close = () => dialog.current?.close();
	useLayoutEffect(() => dialog.current?.showModal(), []);

	return (
		<dialog
			class="sheet"
			ref={dialog}
			aria-labelledby={heading}
			onClose={onClose}
			onClick={({ target }) => target === dialog.current && close()}
		>
			<div class="sheet-content">
				<header>
					<h2 id={heading} dir="auto">
						{title}
					</h2>
					<button type="button" class="round" aria-label={texts.close} onClick={close}>
						<Icon name="close" />
					</button>
				</header>
				{children(close)}
			</div>
		</dialog>
	);
}
