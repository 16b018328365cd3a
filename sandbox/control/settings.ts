import type { FastifyInstance } from 'fastify';
import type { Behaviour } from '../behaviour';
import type { DownloadSettings } from '../downloads';
import { Impossible } from '../impossible';
import type { Provider } from '../provider';
import type { Template } from '../templates';
import type { WebhookSettings } from '../webhooks';
import {
	behaviour,
	downloads,
	filled,
	milliseconds,
	object,
	ofAccount,
	templates,
	webhookSettings,
	type OfAccount,
} from './schemas';

/** How the sandbox behaves from now on. */
export function settingRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		control.addHook('onResponse', async ({ method }) => {
			if (method !== 'GET') provider.emit('change', 'settings');
		});

		control.post('/reset', (_request, reply) => {
			provider.reset();
			return reply.code(204).send();
		});

		control.get('/clock', () => ({ now: provider.clock.now() }));
		control.post<{ Body: { advanceMs: number } }>(
			'/clock',
			{ schema: { body: object({ advanceMs: milliseconds }) } },
			({ body }) => {
				provider.clock.advance(body.advanceMs);
				return { now: provider.clock.now() };
			},
		);

		control.get('/templates', () => provider.templates.all());
		control.put<{ Body: Template[] }>('/templates', { schema: { body: templates } }, ({ body }) => {
			provider.templates.replace(body);
			return { templates: body.length };
		});

		control.get('/behaviours', () => provider.behaviours.list());
		control.post<{ Body: Behaviour }>('/behaviours', { schema: { body: behaviour } }, ({ body }) => ({
			id: provider.behaviours.add(body),
		}));
		control.delete('/behaviours', (_request, reply) => {
			provider.behaviours.clear();
			return reply.code(204).send();
		});
		control.delete<{ Params: { id: string } }>('/behaviours/:id', ({ params: { id } }, reply) => {
			if (!provider.behaviours.remove(Number(id))) throw new Impossible(`There is no behaviour ${id}`);
			return reply.code(204).send();
		});

		control.get('/webhooks', () => provider.webhooks.settings);
		control.put<{ Body: Partial<WebhookSettings> }>('/webhooks', { schema: { body: webhookSettings } }, ({ body }) =>
			Object.assign(provider.webhooks.settings, body),
		);

		control.get('/downloads', () => provider.downloads.settings);
		control.put<{ Body: Partial<DownloadSettings> }>('/downloads', { schema: { body: downloads } }, ({ body }) =>
			Object.assign(provider.downloads.settings, body),
		);

		control.post<OfAccount & { Body: { type: string; fields: Record<string, unknown> } }>(
			'/notices',
			{ schema: { ...ofAccount, body: object({ type: filled, fields: { type: 'object' } }) } },
			({ query, body }, reply) => {
				provider.webhooks.notice(provider.accounts.get(query.from), body.type, body.fields);
				return reply.code(204).send();
			},
		);
	};
}
