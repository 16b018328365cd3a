import { CRM, type Evidence } from '../../../chaos/evidence/evidence';

/** After a storm in which all went well: one campaign that was cut off once, one question, and some events. */
export const calm = (): Evidence => ({
	mode: 'single',
	faults: [{ kind: 'killMain', from: 5000, to: 9000 }],
	accepted: [
		{ key: 'campaign-0/0', execution: '1', messageId: 'M0' },
		{ key: 'campaign-0/1', execution: '1', messageId: 'M1' },
		{ key: 'campaign-0/2', execution: '9', messageId: 'M2' },
	],
	campaignRuns: [
		{ execution: '1', campaign: 0, status: 'crashed', isLast: false, items: null },
		{
			execution: '2',
			campaign: 0,
			status: 'success',
			isLast: false,
			items: [
				{ key: 'campaign-0/0', report: 'skipped' },
				{ key: 'campaign-0/2', report: 'notSent' },
			],
		},
		{
			execution: '9',
			campaign: 0,
			status: 'success',
			isLast: true,
			items: [
				{ key: 'campaign-0/0', report: 'skipped' },
				{ key: 'campaign-0/1', report: 'unknown' },
				{ key: 'campaign-0/2', report: 'sent', messageId: 'M2' },
			],
		},
	],
	lostQuestionRuns: 0,
	questions: [
		{
			name: 'question-0',
			style: 'buttons',
			accepted: ['Q0'],
			answers: [{ event: 'TAP', choice: 1 }],
			runs: [
				{
					execution: '3',
					status: 'success',
					left: [{ output: 1, times: 1, item: { answered: true, messageId: 'TAP', questionId: 'Q0', index: 1 } }],
				},
			],
		},
	],
	triggers: [
		{ name: 'A', events: ['message'] },
		{ name: 'B', events: ['message', 'button'] },
	],
	events: [
		{
			event: 'TAP',
			kind: 'button',
			posts: [
				{ to: 'B', time: 1000, status: 503 },
				{ to: 'B', time: 2000, status: 200 },
			],
		},
		{ event: 'HELLO', kind: 'message', posts: [{ to: 'B', time: 3000, status: 200 }] },
		{ event: 'OTHER', kind: 'button', posts: [{ to: 'A', time: 3000, status: 200 }] },
		{ event: 'DIRECT', kind: 'message', posts: [{ to: CRM, time: 3000, status: 200 }] },
	],
	triggerRuns: [
		{ trigger: 'B', execution: '4', status: 'success', time: 3100, event: 'HELLO' },
		{ trigger: 'A', execution: '5', status: 'success', time: 3200, event: 'HELLO' },
	],
	forgeries: [
		{ way: 'wrongSecret', event: 'FORGED', status: 401 },
		{ way: 'alteredChoice', event: 'ALTERED', status: 200 },
	],
	crm: ['TAP', 'HELLO', 'OTHER', 'DIRECT'],
	settings: { before: { url: 'http://crm', retry: true }, after: { url: 'http://crm', retry: true } },
	unfinished: [],
	secrecy: { searched: 12, found: [] },
});
