import type { ReadyWorld } from './readyWorld';

export function watchTheConnection(world: ReadyWorld): void {
	it('is silent while events reach a trigger of this n8n, and tells the owner once when they do not', async () => {
		const watch = await world.publish('watch-the-connection');
		const menu = await world.publish('support-menu');
		const owner = world.customer('972501112233');
		expect((await watch.run('Every hour')).status).toBe('success');
		expect(owner.received).toEqual([]);

		await menu.unpublish();
		expect((await watch.run('Every hour')).status).toBe('success');
		expect((await watch.run('Every hour')).status).toBe('success');
		expect(owner.received).toMatchObject([
			{ kind: 'template', text: expect.stringContaining('Events go nowhere: 99digital has no address.') as unknown },
		]);
	});
}
