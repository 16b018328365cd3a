import buttonsPage from '../fixtures/provider/send-buttons.json';
import listPage from '../fixtures/provider/send-list.json';
import templatePage from '../fixtures/provider/send-template.json';
import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled, picked } from '../support/parameters';
import { API_KEY, useProvider } from '../support/provider';
import { JSON_TYPE, serve } from '../support/server';

const provider = useProvider();

const pages = [buttonsPage, listPage, templatePage];

const jsonOf = async (operation: string, simplify: boolean, answer: object) => {
	const server = await serve({ headers: JSON_TYPE, body: JSON.stringify(answer) });
	const { outputs } = await runNode({
		parameters: { ...nodeParameters(kindOf(operation), filled[operation]!), simplify },
		credential: { ...provider.credential, baseUrl: server.url },
	});
	return outputs[0]![0]!.json;
};

describe.each(pages)("the provider's sample answer to $operation", ({ operation, answer }) => {
	it('comes out untouched with Simplify off', async () => {
		expect(await jsonOf(operation, false, answer)).toEqual(answer);
	});

	it('comes out in the same few fields for every operation with Simplify on', async () => {
		expect(await jsonOf(operation, true, answer)).toEqual({
			messageId: '65dfd4r4dref34rdfxd34r',
			operation,
			to: '972501234567',
			from: '972507654321',
			sentAt: '2020-09-14T20:35:19.000Z',
			windowMinutesLeft: 400,
			windowClosesAt: '2020-09-15T03:15:19.000Z',
			sentAs: kindOf(operation).sentAs,
			...(operation === 'sendTemplate' ? { text: templatePage.answer.body } : {}),
		});
	});

	it('is told apart from a message that may not have been sent, however odd its numbers are', async () => {
		const odd = { ...answer, timestamp: 1e300, templateTimeLeft: 'soon' };
		expect(await jsonOf(operation, true, odd)).toMatchObject({ messageId: answer.unique, windowMinutesLeft: null });
	});
});

it('[buttons.answer.unique] [list.answer.unique] [template.answer.unique] begins with whom, what and when, and ends with the ID', async () => {
	const json = await jsonOf('sendTemplate', true, templatePage.answer);
	expect(Object.keys(json).slice(0, 4)).toEqual(['to', 'text', 'sentAs', 'sentAt']);
	expect(Object.keys(json).at(-1)).toBe('messageId');
});

it('[buttons.showRequest] [list.showRequest] [template.showRequest] [template.answer.originalRequest] repeats the request when it is asked to, without the key', async () => {
	const parameters = nodeParameters(kindOf('sendList'), { ...filled.sendList, showRequest: true });
	const { outputs } = await runNode({
		parameters: { ...parameters, simplify: false },
		credential: provider.credential,
	});
	const { apiKey, ...request } = provider.received[0]!.body;
	expect(apiKey).toBe(API_KEY);
	expect(outputs[0]![0]!.json).toMatchObject({ status: 'OK', reason: 1, originalRequest: request });
});

it('is one item per input item, linked to it, and in input order', async () => {
	const items = Array.from({ length: 30 }, (_, index) => ({ index }));
	const parameters = nodeParameters(kindOf('sendTemplate'), {
		to: '={{ 972501234500 + $json.index }}',
		template: picked('login_code'),
		otp: '1042',
	});
	const { outputs } = await runNode({ parameters, items, credential: provider.credential });
	expect(outputs[0]!.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
		items.map(({ index }) => [String(972501234500 + index), { item: index }]),
	);
});

it('reads Simplify for each item', async () => {
	const parameters = nodeParameters(kindOf('sendList'), filled.sendList!);
	const { outputs } = await runNode({
		parameters: { ...parameters, simplify: '={{ $itemIndex === 0 }}' },
		items: [{}, {}],
		credential: provider.credential,
	});
	expect(outputs[0]!.map(({ json }) => 'messageId' in json)).toEqual([true, false]);
});
