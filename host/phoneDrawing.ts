import type { Button, Message } from '../sandbox/messages';

export interface Chat {
	/** Who the customer sees at the top. */
	business: string;
	/** What is on the customer's phone, oldest first. */
	messages: readonly Message[];
}

const RULE = '─'.repeat(44);
const TICKS = { accepted: '✓', sent: '✓', delivered: '✓✓', read: '✓✓ read', failed: '! failed' } as const;

/**
 * A customer's chat as lines for a terminal. Texts stand as they are and only to the right of the frame, because how
 * wide Hebrew and emoji come out is the terminal's affair.
 */
export function drawPhone({ business, messages }: Chat): string[] {
	return [`╭${RULE}`, `│ ${business}`, `├${RULE}`, ...messages.flatMap(drawMessage).map(framed), `╰${RULE}`];
}

const framed = (line: string): string => (line === '' ? '│' : `│ ${line}`);

function drawMessage(message: Message): string[] {
	const own = message.by === 'customer';
	const mark = own ? 'You' : TICKS[message.status];
	const [edge, indent] = own ? ['┆', '          '] : ['┃', ''];
	return [
		'',
		...bubble(message).map((line) => `${indent}${edge} ${line}`),
		`${indent}${edge} ${clock(message)} ${mark}`,
	];
}

function bubble(message: Message): string[] {
	const { header, media, text, footer, buttonText, buttons = [], rows = [] } = message;
	return [
		...(media ? [`[${media.kind}] ${media.filename ?? media.url}`] : []),
		...(header ? [header, ''] : []),
		...text.split('\n'),
		...(footer ? ['', footer] : []),
		...buttons.map(drawButton),
		...(buttonText ? [`[ ≡ ${buttonText} ]`] : []),
		...rows.map(({ title, description }) => `  ○ ${title}${description && ` · ${description}`}`),
	];
}

function drawButton({ text, opens, copies }: Button): string {
	const target = opens ?? copies;
	return `[ ${text} ]${target ? ` → ${target}` : ''}`;
}

const clock = ({ time }: Message): string => new Date(time).toTimeString().slice(0, 5);
