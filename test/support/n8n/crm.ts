import fastify from 'fastify';

export interface CrmRequest {
	/** `PATCH /crm/v3/objects/contacts/101` */
	line: string;
	headers: Record<string, unknown>;
	body: unknown;
}

export interface Crm {
	url: string;
	/** What arrived, oldest first. */
	requests: CrmRequest[];
	close(): Promise<void>;
}

/**
 * Starts a server that stands in for a CRM.
 * @param answers the path of a GET → what it answers; everything else is answered `{}`
 */
export async function startCrm(answers: Readonly<Record<string, unknown>> = {}): Promise<Crm> {
	const app = fastify({ forceCloseConnections: true });
	const requests: CrmRequest[] = [];
	app.all('/*', ({ method, url, headers, body }) => {
		requests.push({ line: `${method} ${url}`, headers, body });
		return answers[url.split('?')[0]!] ?? {};
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, requests, close: () => app.close() };
}
