import type { FastifyError, FastifyInstance } from 'fastify';
import { Impossible } from '../impossible';
import type { Provider } from '../provider';
import { withoutSecrets } from '../secrets';
import { complaint } from './complaint';
import { conversationRoutes } from './conversations';
import { eventRoutes } from './events';
import { phoneRoutes } from './phone';
import { recordRoutes } from './records';
import { settingRoutes } from './settings';

const NOT_JSON = 415;

/** The sandbox's own addresses: to steer it and to see what happened. Bad input is answered 400 and `{ error }`. */
export function controlRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		const routes: string[] = [];
		control.addHook('onRoute', ({ method, url }) => {
			if (method !== 'HEAD') routes.push(`${String(method)} ${url}`);
		});
		control.setReplySerializer((payload) => withoutSecrets(payload, provider.accounts.keys()));
		control.setSchemaErrorFormatter((errors, part) => new Error(complaint(errors, part)));
		control.setErrorHandler<FastifyError | Impossible>((error, _request, reply) => {
			const status = error instanceof Impossible ? 400 : (error.statusCode ?? 500);
			return reply
				.code(status)
				.send({ error: status === NOT_JSON ? 'Send JSON, content-type: application/json' : error.message });
		});
		control.setNotFoundHandler(({ method, url }, reply) =>
			reply.code(404).send({ error: `There is no ${method} ${url}` }),
		);

		control.get('/', () => ({ routes }));
		for (const group of [settingRoutes, conversationRoutes, phoneRoutes, recordRoutes, eventRoutes]) {
			await control.register(group(provider));
		}
	};
}
