import { createHash } from 'node:crypto';
import type { Exchange, Identity } from './account';
import { goodBodies } from './goodBodies';
import type { Event } from './inbox';

/** What was seen, fit to be published: who took part cannot be found in it. */
export interface Fixtures {
	source: string;
	answers: Array<{ operation: string; httpStatus: number; request: unknown; answer: unknown }>;
	events: unknown[];
}

/** Stand-ins of the same form. */
const SAMPLE = { from: '972771234567', phone: '972501234567', userId: 'IL.1605856887361213', name: 'Ronen' } as const;

/** Texts of ours and words of the provider, which may stay as they are. Every other text is made unrecognisable. */
const ownTexts: ReadonlySet<string> = new Set(
	Object.values(goodBodies).flatMap((body) => Object.values(body).map(String)),
);
const wordKeys =
	/^(status|hook|type|country|language|system|retry|readStatus|category|templateTimeLeft|conversationTimeLeft)$/;
const idKeys = /^(unique|messageUnique|quoteUnique|replyTo)$/;
const userId = /^[A-Z]{2}\.\d{4,}$/;

/** @param events as they arrived */
export function fixturesOf(exchanges: readonly Exchange[], events: readonly Event[], identity: Identity): Fixtures {
	const hide = hider(identity);
	return {
		source: 'Seen by npm run check:live and made anonymous: numbers, names, ids, links and texts are stand-ins',
		answers: exchanges.map(({ operation, httpStatus, request, response }) => ({
			...{ operation, httpStatus, request: hide(request), answer: hide(response) },
		})),
		events: events.map((event) => hide(event)),
	};
}

function hider({ from, phone, apiKey }: Identity) {
	const text = (key: string, value: string): string => {
		if (value === '' || wordKeys.test(key) || ownTexts.has(value)) return value;
		if (value === from) return SAMPLE.from;
		if (value === phone) return SAMPLE.phone;
		if (userId.test(value)) return SAMPLE.userId;
		if (idKeys.test(key)) return standIn(value);
		if (/^(senderName|displayName)$/.test(key)) return SAMPLE.name;
		if (/^https?:\/\//i.test(value)) return `https://www.example.com/file${ending(value)}`;
		return /^\d+$/.test(value) && !value.includes(phone) ? digits(value) : words(value);
	};
	const hide = (value: unknown, key = ''): unknown => {
		if (typeof value === 'string') return text(key, value.replaceAll(apiKey, '…'));
		if (Array.isArray(value)) return value.map((part) => hide(part, key));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hide(part, name)]));
	};
	return hide;
}

/** Another id of the same form. WhatsApp's longer form holds a phone number, which goes. */
function standIn(unique: string): string {
	const fresh = createHash('sha256').update(unique).digest('hex').toUpperCase();
	const decoded = Buffer.from(unique, 'base64').toString('latin1');
	if (!unique.startsWith('HBg') || !/[0-9A-F]{16}/.test(decoded)) return letters(unique, fresh);
	const hidden = decoded
		.replace(/[0-9A-F]{16,40}(?=\0?$)/, (found) => fresh.slice(0, found.length).padEnd(found.length, '0'))
		.replace(/\d{8,15}(?=\x15)/, (number) => SAMPLE.phone.slice(0, number.length).padEnd(number.length, '0'));
	return Buffer.from(hidden, 'latin1').toString('base64');
}

/** Each letter and digit replaced by another of its sort. */
function letters(value: string, fresh: string): string {
	const at = (index: number) => fresh.charCodeAt(index % fresh.length);
	return [...value]
		.map((sign, index) => {
			if (/\d/.test(sign)) return String(at(index) % 10);
			if (/[A-F]/.test(sign)) return String.fromCharCode(65 + (at(index) % 6));
			if (/[a-f]/.test(sign)) return String.fromCharCode(97 + (at(index) % 6));
			if (/[A-Z]/.test(sign)) return String.fromCharCode(65 + (at(index) % 26));
			return /[a-z]/.test(sign) ? String.fromCharCode(97 + (at(index) % 26)) : sign;
		})
		.join('');
}

/** Times stay times of the same length; nothing else of a number is kept. */
const digits = (value: string): string => (value.length >= 10 ? '1600517209'.padEnd(value.length, '0') : value);

/** Only placeholders, line ends and the kinds of signs are left of a text. */
const words = (value: string): string =>
	value.replace(/\{\{\d+\}\}|\p{L}|\p{N}/gu, (found) => {
		if (found.startsWith('{{')) return found;
		if (/\p{N}/u.test(found)) return '0';
		return /\p{Script=Hebrew}/u.test(found) ? 'א' : 'x';
	});

const ending = (link: string): string => link.match(/\.[a-z0-9]{2,5}(?=$|[?#])/i)?.[0] ?? '';
