import type { ReadyWorld } from './readyWorld';

export function watchTheConnection(world: ReadyWorld): void {
	it('is silent while the address is that of n8n, and tells the owner once when it is not', async () => {
		const { baseUrl } = world.open().sandbox;
		const watch = await world.publish('watch-the-connection', {
			standIns: { 'https://api.99digital.co.il/whatsapp/v2': baseUrl },
		});
		const menu = await world.publish('support-menu');
		const owner = world.customer('972501112233');
		expect((await watch.run('Every hour')).status).toBe('success');
		expect(owner.received).toEqual([]);

		await menu.unpublish();
		expect((await watch.run('Every hour')).status).toBe('success');
		expect((await watch.run('Every hour')).status).toBe('success');
		expect(owner.received).toMatchObject([
			{ kind: 'template', text: expect.stringContaining('WhatsApp no longer reaches n8n') as unknown },
		]);
	});
}
