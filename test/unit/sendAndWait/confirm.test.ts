import { confirm } from '../../../nodes/NinetyNineDigital/sendAndWait/confirm';

/** n8n's context as far as a text needs it: it notes what is sent, and what is logged. */
function contextWith(response: object) {
	const [sent, logged]: [unknown[], string[]] = [[], []];
	const httpRequestWithAuthentication = async (_credential: string, { body }: { body: unknown }) => {
		sent.push(body);
		return { body: response, statusCode: 200, headers: {} };
	};
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://example.com/v2' }),
		getNode: () => ({ name: 'Ask' }),
		helpers: { httpRequestWithAuthentication },
		logger: { warn: (text: string) => logged.push(text) },
	};
	return { sent, logged, context: context as unknown as Parameters<typeof confirm>[0] };
}

const question = (round: string, confirmation?: string) => ({ to: '972501234567', round, confirmation });

it('goes out once for each question, however many taps come at the same moment', async () => {
	const { sent, context } = contextWith({ status: 'OK' });
	await Promise.all([confirm(context, question('1', 'Thanks')), confirm(context, question('1', 'Thanks'))]);
	expect(sent).toEqual([{ to: '972501234567', body: 'Thanks' }]);
	await confirm(context, question('2', 'Thanks'));
	expect(sent).toHaveLength(2);
});

it.each([undefined, ''])('of %j nothing goes out', async (confirmation) => {
	const { sent, context } = contextWith({ status: 'OK' });
	await confirm(context, question('3', confirmation));
	expect(sent).toEqual([]);
});

it('tells the log what became of one that was refused, and never throws', async () => {
	const { logged, context } = contextWith({ status: 'FAIL', reason: 2 });
	await confirm(context, question('4', 'Thanks'));
	expect(logged).toEqual([expect.stringMatching(/^Ask: the confirmation text may not have been sent\. /)]);
});
