import type { FastifyInstance } from 'fastify';
import type { Provider } from '../provider';
import { count, filled, object, type Count } from './schemas';

const DEFAULT_COUNT = 100;

/** What happened: requests, webhooks, counters, accounts. Lists are the last `limit` entries, oldest first. */
export function recordRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		control.get('/accounts', () =>
			provider.accounts.all.map(({ from, profile, webhook }) => ({ from, profile, webhook })),
		);

		control.get('/counters', () => provider.counters());

		control.get<{ Querystring: Count & { operation?: string; to?: string } }>(
			'/requests',
			{ schema: { querystring: object({ limit: count, operation: filled, to: filled }, []) } },
			({ query: { limit, ...filter } }) => provider.requests.last(howMany(limit), filter),
		);

		control.get<{ Querystring: Count & { hook?: string } }>(
			'/deliveries',
			{ schema: { querystring: object({ limit: count, hook: filled }, []) } },
			({ query: { limit, hook } }) =>
				provider.webhooks.deliveries.last(howMany(limit), ({ payload }) => (hook ?? payload.hook) === payload.hook),
		);
	};
}

const howMany = (limit: string | undefined): number => (limit === undefined ? DEFAULT_COUNT : Number(limit));
