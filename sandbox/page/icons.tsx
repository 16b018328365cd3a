const shapes = {
	reply: 'M9 5 4 10l5 5M4 10h9a6 6 0 0 1 6 6v3',
	link: 'M13 5h6v6M19 5l-8 8M10 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4',
	call: 'M6 3h3l2 5-2 1a11 11 0 0 0 6 6l1-2 5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3Z',
	mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
	copy: 'M9 9h11v12H9zM5 15H4V4h11v1',
	list: 'M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5',
	image: 'M3 5h18v14H3zM3 17l6-6 5 5 3-3 4 4M15 9h.5',
	video: 'M3 6h12v12H3zM15 10l6-3v10l-6-3',
	audio: 'M9 18V5l10-2v13M9 18a3 2.500 0 1 1-6 0a3 2.500 0 1 1 6 0M19 16a3 2.500 0 1 1-6 0a3 2.500 0 1 1 6 0',
	ptt: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v4',
	document: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7',
	place: 'M12 21s-7-6-7-12a7 7 0 0 1 14 0c0 6-7 12-7 12ZM12 11.500a2.500 2.500 0 1 0 0-5a2.500 2.500 0 0 0 0 5Z',
	person: 'M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8ZM4 21c0-4 3.500-6 8-6s8 2 8 6',
	more: 'M5 12h.5M12 12h.5M19 12h.5',
	add: 'M12 5v14M5 12h14',
	send: 'M5 12h14M13 6l6 6-6 6',
	open: 'm6 9 6 6 6-6',
	close: 'M6 6l12 12M18 6 6 18',
	tick: 'M5 12.500l4.500 4.500L19 7',
	ticks: 'M2 12.500l4.500 4.500L15 8M11 16l1 1L21 8',
	failed: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18ZM12 7.500v6M12 16.500v.5',
} as const;

export type IconName = keyof typeof shapes;

/** A drawing of one line, as large as the text around it; it says nothing to a screen reader. */
export const Icon = ({ name }: { name: IconName }) => (
	<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
		<path d={shapes[name]} />
	</svg>
);
