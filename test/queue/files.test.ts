import { randomBytes, randomUUID } from 'node:crypto';

import { createAndPublish } from '../../host/editor/workflows';
import { testQueueWorld } from '../support/n8n/queueWorld';
import { startTlsProxy, type TlsProxy } from '../support/n8n/tlsProxy';
import { noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { getFile, sendFile, sha256, uploadFile, uploadFlow } from '../support/n8n/uploads';
import { CUSTOMER } from '../support/provider';

let proxy: TlsProxy;

const world = testQueueWorld({
	...{ workers: 1, webhookProcesses: 2, concurrency: 5 },
	environment: { N8N_DEFAULT_BINARY_DATA_MODE: 'database' },
	prepare: async (port) => {
		proxy = await startTlsProxy(port);
		return { more: { WEBHOOK_URL: proxy.url, NODE_EXTRA_CA_CERTS: proxy.caFile }, sandboxCa: proxy.ca };
	},
});

afterAll(async () => await proxy?.close());

it('a worker sends files of the database, and each webhook process serves them', async () => {
	const { session, credential, sandbox, entrance } = world();
	await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const path = randomUUID();
	await createAndPublish(session, uploadFlow(credential, path, sendFile));
	sandbox.provider.phone(CUSTOMER).write('Hello');

	const files = [
		{ name: 'חשבונית 1042.pdf', type: 'application/pdf', content: randomBytes(300_000) },
		{ name: 'photo.jpg', type: 'image/jpeg', content: randomBytes(200_000) },
	];
	for (const { content, name, type } of files) {
		const { url, ...media } = await uploadFile(world(), path, { content, name, type }, entrance);
		expect(media).toMatchObject({ file: { name, type, bytes: content.length, sha256: sha256(content) } });
		const token = url.split('/').at(-2)!;
		expect(Buffer.from(token, 'base64url').toString()).toContain('["database:');
		// The entrance hands each connection to the next process.
		for (let process = 0; process < 2; process++) {
			const part = await getFile(proxy, url, { headers: { range: 'bytes=1000-1999' } });
			expect([part.status, part.data.equals(content.subarray(1000, 2000))]).toEqual([206, true]);
		}
	}
});
