import type { Sandbox } from '../../../sandbox/server';
import { closeAll, request, sandbox, sendText } from './http';
import { account, CUSTOMER, HOUR, until } from './world';

afterEach(closeAll);

const controlOf = ({ url }: Sandbox) => ({
	get: async (path: string) => (await request('GET', `${url}/control${path}`)).data,
	post: async (path: string, data: unknown = {}) => (await request('POST', `${url}/control${path}`, data)).data,
	put: async (path: string, data: unknown) => (await request('PUT', `${url}/control${path}`, data)).data,
	delete: async (path: string) => (await request('DELETE', `${url}/control${path}`)).status,
});

async function controlled() {
	const started = await sandbox();
	return { ...started, control: controlOf(started) };
}

const template = { name: 'mine', language: 'English', category: 2, status: 'approved', body: 'Hi {{1}}' };

describe('the control API', () => {
	it('lists its own addresses', async () => {
		const { control } = await controlled();
		expect((await control.get('')).routes).toEqual(
			expect.arrayContaining(['POST /control/reset', 'GET /control/customers/:number', 'GET /control/deliveries']),
		);
	});

	it('lets a customer do everything, and shows the conversation', async () => {
		const { control, provider } = await controlled();
		const buttons = { to: CUSTOMER, header: 1, body: 'Deliver?', button1: 'Yes', button1_id: 'yes' };
		const list = { to: CUSTOMER, body: 'Help?', buttonText: 'Open', itemTitle1: 'Sales', itemId1: 'sales' };
		const act = (what: string, body: unknown) => control.post(`/customers/${CUSTOMER}/${what}`, body);

		const hello = await act('write', { text: 'שלום' });
		provider.receive('sendButtons', JSON.stringify({ ...account, ...buttons }));
		provider.receive('sendList', JSON.stringify({ ...account, ...list }));
		await act('write', { text: 'One moment', replyTo: hello.unique });
		await act('tap', { answer: 'yes' });
		await act('pick', { answer: 'Sales' });
		await act('react', { emoji: '👍' });
		await act('location', { latitude: 32.0853, longitude: 34.7818 });
		await act('file', { kind: 'image', url: 'https://example.com/a.jpg', caption: 'Look' });
		await act('contact', { name: 'Dana', phone: '050' });
		await act('order', { items: [{ id: 1 }] });

		const conversation = await control.get(`/customers/${CUSTOMER}`);
		expect(conversation).toMatchObject({ number: CUSTOMER, window: 'open', messages: expect.any(Array) });
		const [, , sentList] = conversation.messages;
		expect(conversation.messages).toMatchObject([
			{ by: 'customer', kind: 'text', text: 'שלום' },
			{ by: 'business', kind: 'buttons', request: { button1_id: 'yes' } },
			{ by: 'business', kind: 'list' },
			{ kind: 'text', replyTo: hello.unique },
			{ kind: 'button', text: 'Yes', answerId: 'yes' },
			{ kind: 'list', text: 'Sales', answerId: 'sales', replyTo: sentList.unique },
			{ kind: 'reaction', text: '👍', replyTo: sentList.unique },
			{ kind: 'location' },
			{ kind: 'image', text: 'Look' },
			{ kind: 'contacts', contact: { phone: '050' } },
			{ kind: 'order', order: [{ id: 1 }] },
		]);
		expect(await control.get('/customers')).toMatchObject([{ number: CUSTOMER, messages: 11 }]);
	});

	it('lets a tap come in every form', async () => {
		const { control, provider } = await controlled();
		const act = (number: string, what: string, body: unknown) => control.post(`/customers/${number}/${what}`, body);
		await control.put('/webhooks', { uniqueForm: 'base64' });
		const offer = { to: CUSTOMER, name: 'season_offer', headerType: 1, bodyVariable1: 'דנה', bodyVariable2: '20%' };
		provider.receive('sendTemplate', JSON.stringify({ ...account, ...offer }));
		const [sent] = (await control.get(`/customers/${CUSTOMER}`)).messages;
		const answer = { answer: 'No more offers', unique: sent.unique };

		expect(await act(CUSTOMER, 'tap', { ...answer, quote: 'hex', type: 'text' })).toMatchObject({
			...{ kind: 'text', replyTo: sent.unique, quoteUnique: expect.stringMatching(/^[0-9A-F]{32}$/) },
		});
		expect(await act(CUSTOMER, 'tap', { ...answer, quote: 'none' })).toMatchObject({ quoteUnique: false });
		const forged = { text: 'No more offers', quoteUnique: sent.unique, type: 'text' };
		expect(await act('972509999999', 'forge-tap', forged)).toMatchObject({ kind: 'text', quoteUnique: sent.unique });
		const path = `/messages/${encodeURIComponent(sent.unique)}`;
		expect(await control.post(`${path}/fail`, { messageUpdate: 8, uniqueForm: 'hex' })).toMatchObject({
			status: 'failed',
		});
	});

	it('changes a customer', async () => {
		const { control } = await controlled();
		const changed = { name: 'דנה', hidden: true, onWhatsApp: false };
		expect(await control.put(`/customers/${CUSTOMER}`, changed)).toMatchObject(changed);
	});

	it('lets time pass', async () => {
		const started = await controlled();
		await started.control.post(`/customers/${CUSTOMER}/write`, { text: 'Hello' });
		const { now } = await started.control.get('/clock');
		const later = await started.control.post('/clock', { advanceMs: 25 * HOUR });
		expect(later.now).toBeGreaterThanOrEqual(now + 25 * HOUR);
		expect((await sendText(started)).data).toMatchObject({ reason: 7 });
	});

	it('replaces the templates', async () => {
		const { control } = await controlled();
		const buttons = [{ type: 'website', text: 'Shop', url: 'https://example.com/{{1}}' }];
		const full = { ...template, header: { type: 'image' }, footer: 'Bye', buttons, coupon: { expires: false } };
		expect(await control.put('/templates', [full])).toEqual({ templates: 1 });
		expect(await control.get('/templates')).toEqual([full]);
	});

	it('adds, lists and clears behaviours', async () => {
		const started = await controlled();
		const { control } = started;
		const refuse = { effect: 'refuse', reason: 6, operation: 'sendMessage', times: 2 };
		expect(await control.post('/behaviours', refuse)).toEqual({ id: 1 });
		expect((await sendText(started)).data).toEqual({ status: 'FAIL', reason: 6 });
		expect(await control.get('/behaviours')).toEqual([{ id: 1, ...refuse, times: 1 }]);
		expect(await control.delete('/behaviours/1')).toBe(204);
		await control.post('/behaviours', { effect: 'rateLimit', perSecond: 80 });
		expect(await control.delete('/behaviours')).toBe(204);
		expect(await control.get('/behaviours')).toEqual([]);
	});

	it('shows requests and counters without ever showing the key', async () => {
		const started = await controlled();
		const { control } = started;
		await control.post(`/customers/${CUSTOMER}/write`, { text: 'Hello' });
		await sendText(started);
		await sendText(started, '972509999999');

		const to = await control.get(`/requests?to=${CUSTOMER}&operation=sendMessage&limit=5`);
		expect(to).toMatchObject([{ to: CUSTOMER, response: { status: 'OK' } }]);
		expect(await control.get('/counters')).toMatchObject({
			...{ requests: 2, accepted: 1, inFlight: 0 },
			refused: { sendMessage: { 8: 1 } },
		});

		const paths = ['', '/accounts', '/customers', `/customers/${CUSTOMER}`, '/requests', '/deliveries', '/counters'];
		const everything = JSON.stringify(await Promise.all(paths.map(control.get)));
		expect(everything).toContain(account.from);
		expect(everything).not.toContain(account.apiKey);
	});

	it('shows webhooks and their fate', async () => {
		const started = await controlled();
		const receiver = await sandbox();
		await request('POST', `${started.baseUrl}/setWebhook`, {
			...account,
			...{ url: `${receiver.baseUrl}/getWebhook`, readStatus: 1, system: 1 },
		});
		const { control } = started;
		const code = { to: CUSTOMER, name: 'login_code', headerType: 1, otp: '1' };
		const { data } = await request('POST', `${started.baseUrl}/sendTemplate`, { ...account, ...code });
		await control.post(`/customers/${CUSTOMER}/write`, { text: 'Hello' });
		await control.post(`/messages/${data.unique}/acknowledge`, { ack: 2 });
		await control.post(`/messages/${data.unique}/fail`, { messageUpdate: 7 });
		await control.post('/notices', { type: 'update', fields: { limit: 2000 } });
		await until(() => started.provider.webhooks.deliveries.last(9).every(({ state }) => state === 'delivered'));

		expect(await control.get('/deliveries')).toMatchObject([
			{ payload: { hook: 'new', body: 'Hello' }, state: 'delivered', attempts: [{ status: 200 }] },
			{ payload: { hook: 'update', ack: 2 } },
			{ payload: { hook: 'system', messageUpdate: 7 } },
			{ payload: { hook: 'system', type: 'update', limit: 2000 } },
		]);
		expect(await control.get('/deliveries?hook=system&limit=1')).toMatchObject([{ payload: { limit: 2000 } }]);
		expect(receiver.provider.requests.last(9)).toHaveLength(4);
	});

	it('resets everything', async () => {
		const started = await controlled();
		const { control } = started;
		await control.post(`/customers/${CUSTOMER}/write`, { text: 'Hello' });
		await control.post('/behaviours', { effect: 'hang' });
		await control.put('/templates', []);
		await control.put('/webhooks', { speed: 100 });
		await control.post('/reset');
		expect(await control.get('/customers')).toEqual([]);
		expect(await control.get('/behaviours')).toEqual([]);
		expect(await control.get('/templates')).not.toEqual([]);
		expect(await control.get('/webhooks')).toMatchObject({ speed: 1, timeoutMs: 5000 });
		expect((await sendText(started)).data).toMatchObject({ reason: 8 });
	});

	const bad: Array<[method: string, path: string, body: unknown, words: RegExp]> = [
		['POST', `/customers/${CUSTOMER}/write`, {}, /body must have required property 'text'/],
		['POST', `/customers/${CUSTOMER}/write`, { text: 'a', colour: 'red' }, /additional properties: colour/],
		['POST', `/customers/${CUSTOMER}/write`, { text: 'a', replyTo: 'x' }, /has no message x/],
		['POST', `/customers/${CUSTOMER}/tap`, { answer: 'Yes' }, /has not received the button Yes/],
		['POST', `/customers/${CUSTOMER}/pick`, { answer: 'Yes', unique: 'x' }, /the row Yes in message x/],
		['POST', `/customers/${CUSTOMER}/file`, { kind: 'sticker', url: 'x' }, /allowed values: image, audio, video/],
		['POST', `/customers/${CUSTOMER}/tap`, { answer: 'Yes', quote: 'loud' }, /allowed values: hex, base64, none/],
		['POST', `/customers/${CUSTOMER}/forge-tap`, { text: 'Yes', type: 'list' }, /allowed values: button, text/],
		['POST', '/customers/050/write', { text: 'a' }, /050 is neither a phone number nor a known user id/],
		['GET', `/customers/${CUSTOMER}`, undefined, /The account knows no customer 972501234567/],
		['POST', '/messages/x/acknowledge', { ack: 1 }, /No message x was sent/],
		['POST', '/behaviours', { effect: 'explode' }, /allowed values: latency/],
		['POST', '/behaviours', { effect: 'latency' }, /^body must have required property 'ms'$/],
		['POST', '/behaviours', { effect: 'refuse', reason: 6, operation: 'sendPigeon' }, /body\/operation/],
		['DELETE', '/behaviours/7', undefined, /There is no behaviour 7/],
		['POST', '/clock', { advanceMs: -1 }, /body\/advanceMs must be >= 0/],
		['POST', '/clock', '{"advanceMs":', /not valid JSON/],
		['PUT', '/templates', [{ name: 'a' }], /body\/0 must have required property 'body'/],
		['PUT', '/templates', [{ ...template, header: { type: 'text' } }], /body\/0\/header must have .* 'text'/],
		['PUT', '/templates', [{ ...template, buttons: [{ type: 'call', text: 'a' }] }], /'phone'/],
		['PUT', '/templates', [{ ...template, buttons: [{ type: 'website', text: 'a' }] }], /'url'/],
		['PUT', '/templates', [{ ...template, status: 'aPProved' }], /allowed values: approved, APPROVED, Approved/],
		['PUT', '/webhooks', { uniqueForm: 'short' }, /allowed values: hex, base64/],
		['PUT', '/webhooks', { speed: 0 }, /body\/speed must be > 0/],
		['GET', '/requests?limit=all', undefined, /querystring\/limit/],
		['GET', '/customers?from=972770000000', undefined, /There is no account 972770000000/],
	];

	it.each(bad)('%s %s with %j is answered 400 in words', async (method, path, body, words) => {
		const { url } = await sandbox();
		const { status, data } = await request(method, `${url}/control${path}`, body);
		expect([status, data]).toEqual([400, { error: expect.stringMatching(words) }]);
	});

	it('asks for JSON, and knows what it does not have', async () => {
		const { url } = await sandbox();
		const form = await request(
			'POST',
			`${url}/control/clock`,
			new URLSearchParams('advanceMs=5').toString(),
			'application/x-www-form-urlencoded',
		);
		expect([form.status, form.data.error]).toEqual([415, 'Send JSON, content-type: application/json']);
		const nothing = await request('GET', `${url}/control/weather`);
		expect([nothing.status, nothing.data.error]).toEqual([404, 'There is no GET /control/weather']);
	});
});
