import { publishExamples } from '../../../host/showcase';
import { sharedWorld } from '../../support/n8n/world';

const world = sharedWorld();

it('makes the triggers of the examples known to a sandbox that has forgotten them', async () => {
	const state = { password: '', examples: {} };
	await publishExamples(world(), state);
	const settings = () => world().sandbox.provider.accounts.get().webhook;
	const { url } = settings();
	expect(url).toContain('/webhook/');
	settings().url = '';
	await publishExamples(world(), state);
	expect(settings().url).toBe(url);
});
