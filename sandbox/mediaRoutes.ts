import type { FastifyInstance } from 'fastify';
import type { Provider } from './provider';

/** What a browser shows beside the page; anything else is only ever saved, since a file may hold scripts. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|video\/mp4|audio\/[\w.+-]+|application\/pdf)$/;

const HEADERS = {
	'content-security-policy': "default-src 'none'",
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-store',
};

/** `GET /media/:unique`: the file of a message, as the sandbox fetched it from its link. */
export function mediaRoutes(provider: Provider) {
	return async (media: FastifyInstance): Promise<void> => {
		media.get<{ Params: { unique: string } }>('/:unique', ({ params }, reply) => {
			const file = provider.file(params.unique);
			if (!file) return reply.code(404).send({ error: `No file of message ${params.unique} is here` });
			const disposition = SHOWN.test(file.type) ? 'inline' : 'attachment';
			return reply
				.headers({ ...HEADERS, 'content-disposition': disposition })
				.type(SHOWN.test(file.type) ? file.type : 'application/octet-stream')
				.send(file.content);
		});
	};
}
