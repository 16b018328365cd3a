import { listExecutions } from '../../../host/editor/executions';
import { poll } from '../../../host/poll';
import { inDays } from './appointmentReminder';
import type { ReadyWorld } from './readyWorld';

const TABLE = 'Allowed hours';

/** The table begins with all of today and tomorrow, whatever the hour of the test. */
const always = {
	"from: '9:00', until: '20:00'": "from: '0:00', until: '24:00'",
	"'Sunday', 'Monday'": `'${inDays(0)}', '${inDays(1)}'`,
};

export function quietHours(world: ReadyWorld): void {
	it('sends in allowed hours, and lets an offer wait for them', async () => {
		await (await world.tables()).clear(TABLE);
		const ready = await world.publish('quiet-hours', { standIns: always });
		await ready.fill('New offer', ['Dana', '050-123-4567', '20%']);
		const dana = world.customer('972501234567');
		expect((await dana.receives(1)).text).toContain('Hi Dana, until Friday you get 20% off');
		await ready.green(1);

		const tables = await world.tables();
		expect((await tables.rows(TABLE)).map(({ day }) => day)).toEqual([
			...[inDays(0), inDays(1), 'Tuesday', 'Wednesday', 'Thursday'],
			...['Friday', 'Holiday eve'],
		]);
		await tables.clear(TABLE);
		await tables.insert(TABLE, [{ day: inDays(2), from: '10:00', until: '11:00' }]);
		await ready.post('Your system', { name: 'Omer', phone: '054-333-4455', discount: '10%' });
		const waiting = async () =>
			(await listExecutions(world.open().session, ready.workflow)).some(({ status }) => status === 'waiting') ||
			undefined;
		await poll(waiting, { what: 'the offer to wait' });
		expect(world.customer('972543334455').received).toEqual([]);
	});
}
