import type { ReadyWorld } from './readyWorld';

const failed = (number: string) => expect.stringContaining(`"${number}"`) as unknown;

export function hubspotLead(world: ReadyWorld): void {
	const contact = (id: string, firstname: string, phone: string | null) => ({
		[`/crm/v3/objects/contacts/${id}`]: { id, properties: { firstname, phone } },
	});
	const event = (objectId: number, subscriptionType = 'contact.creation') => ({
		appId: 1,
		eventId: objectId,
		portalId: 62515,
		occurredAt: 1_760_000_000_000,
		subscriptionType,
		objectId,
	});
	const update = (id: string) => `PATCH /crm/v3/objects/contacts/${id}`;

	it('welcomes new contacts once, and writes the tap into HubSpot', async () => {
		const crm = await world.crm({
			...contact('101', 'Dana', '+972 50-123-4567'),
			...contact('102', 'נועה', '052-111-2233'),
			...contact('103', 'Without', null),
			...contact('104', 'Wrong', 'call me'),
		});
		const token = await world.credential({
			name: 'HubSpot',
			type: 'hubspotAppToken',
			data: { appToken: 'pat-eu1-example' },
		});
		const ready = await world.publish('hubspot-lead', {
			credentials: [token],
			standIns: { 'https://api.hubapi.com': crm.url },
		});

		await ready.post(
			'HubSpot tells us',
			[101, 102, 103, 104].map((id) => event(id)),
		);
		const dana = world.customer('972501234567');
		const noa = world.customer('972521112233');
		expect(await dana.receives(1)).toMatchObject({
			kind: 'template',
			text: expect.stringContaining('Hi Dana') as unknown,
		});
		await noa.receives(1);
		await ready.green(1);
		await ready.post('HubSpot tells us', [event(101), event(102, 'contact.propertyChange')]);
		await ready.green(2);
		expect([dana.received.length, noa.received.length]).toEqual([1, 1]);

		dana.phone.tap('Call me');
		expect((await dana.receives(2)).text).toContain('We call you');
		noa.phone.tap('Not now');
		expect((await noa.receives(2)).text).toContain('whenever you like');
		await ready.green(4);

		const updates = crm.requests.filter(({ line }) => line.startsWith('PATCH'));
		expect(updates.map(({ line, body }) => [line, body])).toEqual([
			[update('104'), { properties: { hs_lead_status: 'ATTEMPTED_TO_CONTACT', message: failed('call me') } }],
			[update('101'), { properties: { hs_lead_status: 'OPEN' } }],
			[update('102'), { properties: { hs_lead_status: 'BAD_TIMING' } }],
		]);
		expect(new Set(crm.requests.map(({ headers }) => headers.authorization))).toEqual(
			new Set(['Bearer pat-eu1-example']),
		);
	});
}

export function pipedriveLead(world: ReadyWorld): void {
	const event = (id: number, name: string, phones: string[], action = 'create') => ({
		meta: { action, entity: 'person', entity_id: String(id), company_id: '1', version: '2.0' },
		data: {
			id,
			name: `${name} Levi`,
			first_name: name,
			phones: phones.map((value, index) => ({ label: 'work', value, primary: index === phones.length - 1 })),
			emails: [],
		},
		previous: null,
	});

	it('welcomes new persons once, and writes the tap into Pipedrive', async () => {
		const crm = await world.crm();
		const token = await world.credential({
			name: 'Pipedrive',
			type: 'pipedriveApi',
			data: { apiToken: 'example-token' },
		});
		const ready = await world.publish('pipedrive-lead', {
			credentials: [token],
			standIns: { 'https://api.pipedrive.com': crm.url },
		});

		const dana = world.customer('972501234567');
		await ready.post('Pipedrive tells us', event(7, 'Dana', ['03-555-0000', '050-123-4567']));
		expect(await dana.receives(1)).toMatchObject({
			kind: 'template',
			text: expect.stringContaining('Hi Dana') as unknown,
		});
		await ready.green(1);
		await ready.post('Pipedrive tells us', event(7, 'Dana', ['050-123-4567']));
		await ready.post('Pipedrive tells us', event(8, 'Changed', ['0521112233'], 'change'));
		await ready.post('Pipedrive tells us', event(9, 'Without', []));
		await ready.post('Pipedrive tells us', event(10, 'Wrong', ['call me']));
		await ready.green(5);
		expect(dana.received).toHaveLength(1);
		expect(world.customer('972521112233').received).toEqual([]);

		dana.phone.tap('Call me');
		expect((await dana.receives(2)).text).toContain('We call you');
		dana.phone.tap('Not now');
		await dana.receives(3);
		await ready.green(7);

		expect(crm.requests.map(({ line }) => line)).toEqual(
			Array(3).fill('POST /api/v2/activities?api_token=example-token'),
		);
		expect(crm.requests.map(({ body }) => body)).toEqual([
			expect.objectContaining({ note: failed('call me'), participants: [{ person_id: 10, primary: true }] }),
			expect.objectContaining({ type: 'call', participants: [{ person_id: 7, primary: true }] }),
			expect.objectContaining({ type: 'task', participants: [{ person_id: 7, primary: true }] }),
		]);
	});
}
