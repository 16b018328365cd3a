import { isBlank } from '../plain/characters';
import { isRecord } from '../plain/objects';
import type { FileType } from './model';

/** A file of the input item, which goes out as a link. */
export class ItemFile {
	/**
	 * @param name as the item has it; may be empty
	 * @param type MIME type in lower case; may be empty
	 * @param bytes undefined if the item does not tell
	 * @param id where n8n's store has it; undefined if n8n keeps files in memory
	 */
	constructor(
		readonly name: string,
		readonly type: string,
		readonly bytes: number | undefined,
		readonly id: string | undefined,
	) {}
}

/** What n8n and others write where they do not know the type, and what the files of Office look like from outside. */
const VAGUE = new Set(['', 'application/octet-stream', 'text/plain', 'application/zip', 'application/x-cfb']);

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** Longer names are cut: they are part of a link. */
const MAX_NAME = 80;

/** What means something in an address or to a file system, and what nobody sees. */
const UNFIT = /[/\\?%*:|"<>#\p{Cc}\p{Cf}]/gu;

/**
 * The file in a field of an item: in its binary part, or in its JSON, where newer workflows of n8n may have it.
 *
 * @param item of n8n
 * @returns undefined if there is none
 */
export function fileIn(item: { json?: unknown; binary?: unknown }, field: string): ItemFile | undefined {
	const found = [item.binary, item.json].map((part) => (isRecord(part) ? part[field] : undefined)).find(isBinary);
	if (!found) return undefined;
	const { fileName, fileExtension, mimeType, id } = found;
	const name = isBlank(fileName) ? (isBlank(fileExtension) ? '' : `file.${String(fileExtension)}`) : String(fileName);
	const [type = ''] = String(mimeType ?? '').split(';');
	return new ItemFile(name, type.trim().toLowerCase(), sizeOf(found), typeof id === 'string' && id ? id : undefined);
}

const isBinary = (value: unknown): value is Record<string, unknown> => isRecord(value) && 'mimeType' in value;

/** n8n tells bytes, or in older versions only a text such as `1.2 MB`. */
function sizeOf({ bytes, fileSize }: Record<string, unknown>): number | undefined {
	if (typeof bytes === 'number') return bytes;
	const [, amount, unit = ''] = /^([\d.]+) (B|kB|MB|GB)$/.exec(String(fileSize)) ?? [];
	return amount === undefined ? undefined : Math.round(Number(amount) * 1000 ** UNITS.indexOf(unit));
}

/** Which of the types a file is: by what n8n says, or by the ending of its name where that says little. */
export function fileTypeOf({ name, type }: ItemFile, types: readonly FileType[]): FileType | undefined {
	const byType = types.find((one) => one.types.includes(type));
	if (!VAGUE.has(type)) return byType;
	return types.find(({ endings }) => endings.includes(endingOf(name))) ?? byType;
}

/** The name under which a file goes out, with an ending of its type. */
export function nameFor({ name }: ItemFile, { endings, kind }: FileType): string {
	const plain = name.replace(UNFIT, '_').trim();
	const ending = endingOf(plain);
	const stem = (ending ? plain.slice(0, -ending.length - 1) : plain) || kind;
	const kept = endings.includes(ending) ? ending : [ending, endings[0]].filter(Boolean).join('.');
	return `${[...stem].slice(0, MAX_NAME).join('')}.${kept}`;
}

/** `invoice.PDF` → `pdf`; empty for a name without one. */
export const endingOf = (name: string): string => /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** For people: `5 MB`, `420 kB`. */
export const sizeInWords = (bytes: number): string =>
	bytes < 1024 * 1024
		? `${Math.ceil(bytes / 1024)} kB`
		: `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString()} MB`;
