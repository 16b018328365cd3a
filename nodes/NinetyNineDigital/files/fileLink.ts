import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { FileToLink } from '../form/body';
import type { Failure } from '../run/failure';
import type { Requester } from '../transport/ownAddress';
import { credentialOf, type PostContext } from '../transport/post';
import { getWebhook } from '../transport/webhookSettings';
import { hasOrigin } from '../trigger/registration/address';
import { askForFiles } from './fileCheck';
import { toFileToken } from './fileToken';

type Helpers = IExecuteFunctions['helpers'];

/** What is needed of n8n to make links to files. */
export type FileContext = PostContext &
	Requester &
	Pick<IExecuteFunctions, 'addExecutionHints' | 'evaluateExpression'> & {
		readonly helpers: Pick<Helpers, 'getBinaryStream' | 'prepareBinaryData'> &
			Partial<Pick<Helpers, 'createBinarySignedUrl'>>;
	};

/** Makes a link to a file of n8n's store, a new one each time; throws if it cannot. */
type Linker = (file: FileToLink) => string;

/** A request whose files have become links. */
export interface Linked {
	readonly body: IDataObject;
	/** The links in it, which nobody else is to see. */
	readonly links: readonly string[];
}

/** Enough for WhatsApp to download a file, and to try again. */
const HOUR_MS = 60 * 60_000;

/** n8n renames the files of a Webhook node when the run ends. */
const RENAMED_LATER = '/temp/';

const PUBLISH =
	'Publish a workflow with a 99digital Trigger on this n8n, which serves the file, or send it by its URL.';

const SIGNED_HINT =
	"The file goes out by a link of n8n itself, because 99digital sends the events of this number to no published 99digital Trigger of this n8n. For that link, the internet must reach n8n's address /rest/binary-data/signed.";

const linkers = new WeakMap<FileContext, Promise<Linker | Failure>>();

/**
 * Makes a link for each file in a request. Never throws.
 *
 * @param body of `toBody`
 */
export async function linkFiles(
	context: FileContext,
	body: IDataObject,
): Promise<Linked | { readonly failure: Failure }> {
	const files = filesIn(body);
	if (files.length === 0) return { body, links: [] };
	try {
		const linker = await linkerOf(context);
		if (typeof linker !== 'function') return { failure: linker };
		const entries: Array<[string, string]> = [];
		for (const [key, file] of files) entries.push([key, linker(await lasting(context, file))]);
		const links = entries.map(([, link]) => link);
		const unsafe = links.find((link) => !link.startsWith('https://'));
		return unsafe ? { failure: noHttps(unsafe) } : { body: { ...body, ...Object.fromEntries(entries) }, links };
	} catch (cause) {
		return { failure: refused(`n8n gives no link to the file: ${(cause as Error).message}`, PUBLISH) };
	}
}

/** A request as people may see it: in place of each link stands what it leads to. */
export function shownFiles(body: IDataObject): IDataObject {
	const shown = filesIn(body).map(([key, { name }]) => [key, `https://… (a link to ${name}, made when it is sent)`]);
	return { ...body, ...Object.fromEntries(shown) };
}

/** A response of the provider without links, which it may repeat with the request. */
export function withoutLinks(response: IDataObject, links: readonly string[]): IDataObject {
	if (links.length === 0) return response;
	const cleaned = (value: unknown): unknown => {
		if (typeof value === 'string') return links.reduce((text, link) => text.replaceAll(link, SHOWN), value);
		if (Array.isArray(value)) return value.map(cleaned);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, cleaned(content)]));
	};
	return cleaned(response) as IDataObject;
}

const SHOWN = 'https://… (a link to a file of n8n)';

const filesIn = (body: IDataObject): Array<[string, FileToLink]> =>
	Object.entries(body).flatMap(([key, value]: [string, unknown]) =>
		value instanceof FileToLink ? [[key, value] satisfies [string, FileToLink]] : [],
	);

function linkerOf(context: FileContext): Promise<Linker | Failure> {
	const known = linkers.get(context);
	if (known) return known;
	const finding = findLinker(context);
	linkers.set(context, finding);
	finding.catch(() => linkers.delete(context));
	return finding;
}

async function findLinker(context: FileContext): Promise<Linker | Failure> {
	const trigger = await triggerOf(context);
	if (trigger) return ({ id, name }) => triggerLink(trigger, id, name);
	const { helpers } = context;
	if (typeof helpers.createBinarySignedUrl !== 'function')
		return refused('This version of n8n makes no links to files', PUBLISH);
	context.addExecutionHints({ message: SIGNED_HINT, location: 'outputPane' });
	return (file) => signedLink(helpers, file);
}

interface ServingTrigger {
	/** Its address at 99digital. */
	readonly address: string;
	readonly key: string;
}

/** The published trigger of this n8n to which 99digital sends the events of the number, if it serves files. */
async function triggerOf(context: FileContext): Promise<ServingTrigger | undefined> {
	const own = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const present = await getWebhook(context);
	if (present.status !== 'ok' || !URL.canParse(own) || !hasOrigin(present.settings.url, own)) return undefined;
	const { url: address } = present.settings;
	const { apiKey } = await credentialOf(context);
	const key = await askForFiles(context, address, String(apiKey));
	return key === undefined ? undefined : { address, key };
}

/**
 * n8n finds addresses with changing parts by the webhook's ID, and expects their whole path behind it, which begins with
 * that ID once more.
 */
function triggerLink({ address, key }: ServingTrigger, id: string, name: string): string {
	const url = new URL(address);
	const parts = url.pathname.split('/').slice(0, -1);
	const token = toFileToken({ id, name, until: Date.now() + HOUR_MS }, key);
	const path = [...parts, parts.at(-1), 'file', token, encodeURIComponent(name)].join('/');
	return url.origin + path;
}

/** The name stands at its end, because 99digital tells the kind of a file by it. n8n ignores it. */
function signedLink(helpers: FileContext['helpers'], { id, name, type }: FileToLink): string {
	const file: IBinaryData = { id, mimeType: type, data: '' };
	const link = helpers.createBinarySignedUrl!(file, '1 hour');
	return `${link}&name=${encodeURIComponent(name)}`;
}

/** A file that stays where it is as long as n8n keeps the execution. */
async function lasting(context: FileContext, file: FileToLink): Promise<FileToLink> {
	if (!file.id.includes(RENAMED_LATER)) return file;
	const stream = await context.helpers.getBinaryStream(file.id);
	const { id } = await context.helpers.prepareBinaryData(stream, file.name, file.type);
	return new FileToLink(id ?? file.id, file.name, file.type);
}

const noHttps = (link: string): Failure =>
	refused(
		`WhatsApp takes files by https only, and n8n believes that its address is ${new URL(link).origin}`,
		'Give n8n a public https address and set WEBHOOK_URL to it, or send the file by its URL.',
	);

const refused = (message: string, fix: string): Failure => ({
	by: 'node',
	message,
	description: `Nothing was sent for this item. ${fix}`,
	reason: null,
	retryable: false,
	sent: 'no',
});
