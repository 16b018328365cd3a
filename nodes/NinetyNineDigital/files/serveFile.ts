import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { endingOf } from '../form/itemFile';
import { sendableFiles } from '../messages/fileTypes';
import { provenFile } from './fileToken';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What is needed of n8n to serve a file. */
export type ServeContext = Pick<
	IWebhookFunctions,
	'getParamsData' | 'getRequestObject' | 'getResponseObject' | 'logger' | 'getNode'
> & {
	readonly helpers: Pick<IWebhookFunctions['helpers'], 'getBinaryMetadata' | 'getBinaryStream'>;
};

/** The first and the last byte that were asked for, counted from 0. */
interface Range {
	readonly from: number;
	readonly to: number;
}

const done: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Responds to a request for a file: streams it out of n8n's store if the link was signed with the key and has not ended.
 * Starts nothing.
 *
 * @param key undefined if this trigger serves no files
 */
export async function serveFile(context: ServeContext, key: string | undefined): Promise<IWebhookResponseData> {
	const { token = '', name = '' } = context.getParamsData() as Record<string, string>;
	const response = context.getResponseObject();
	response.setHeader('cache-control', 'private, no-store');
	const file = key === undefined ? undefined : provenFile(token, name, key);
	const type = sendableFiles.find(({ endings }) => endings.some((ending) => ending === endingOf(name)))?.types[0];
	if (!file || !type) return refuse(response, 404, 'There is no such file');
	if (file.until < Date.now()) return refuse(response, 410, 'The link has ended');
	const size = await sizeOf(context, file.id);
	if (size === undefined) return refuse(response, 404, 'n8n does not keep this file any more');

	const { method, headers } = context.getRequestObject();
	const range = rangeIn(headers.range, size);
	response.setHeader('accept-ranges', 'bytes');
	if (range === 'outside') {
		response.setHeader('content-range', `bytes */${size}`);
		return refuse(response, 416, `The file has ${size} bytes`);
	}
	const { from, to } = range ?? { from: 0, to: size - 1 };
	response.status(range ? 206 : 200);
	if (range) response.setHeader('content-range', `bytes ${from}-${to}/${size}`);
	response.setHeader('content-type', type);
	response.setHeader('content-length', to - from + 1);
	response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
	response.setHeader('x-content-type-options', 'nosniff');
	if (method === 'HEAD' || size === 0) response.end();
	else void stream(context, file.id, { from, to }, response);
	return done;
}

function refuse(response: Response, status: number, message: string): IWebhookResponseData {
	response.status(status).json({ message });
	return done;
}

/** undefined if the store has no such file any more. */
async function sizeOf({ helpers }: ServeContext, id: string): Promise<number | undefined> {
	try {
		return (await helpers.getBinaryMetadata(id)).fileSize;
	} catch {
		return undefined;
	}
}

/** Several ranges at once are answered with the whole file, as a server may. */
function rangeIn(header: string | undefined, size: number): Range | 'outside' | undefined {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
	return from > to ? 'outside' : { from, to };
}

/** Never throws: what breaks off is fetched again. */
async function stream(context: ServeContext, id: string, range: Range, response: Response) {
	try {
		let position = 0;
		for await (const chunk of await context.helpers.getBinaryStream(id)) {
			const bytes = chunk as Buffer;
			const part = bytes.subarray(Math.max(0, range.from - position), Math.max(0, range.to + 1 - position));
			position += bytes.length;
			if (part.length > 0 && !response.write(part)) await drained(response);
			if (response.destroyed || position > range.to) break;
		}
		response.end();
	} catch (cause) {
		context.logger.warn(`${context.getNode().name}: a file was not served whole. ${(cause as Error).message}`);
		response.destroy();
	}
}

const drained = async (response: Response): Promise<void> =>
	await new Promise((resolve) => {
		const settle = () => {
			response.off('drain', settle).off('close', settle);
			resolve();
		};
		response.on('drain', settle).on('close', settle);
	});
