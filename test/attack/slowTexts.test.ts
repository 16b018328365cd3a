import { pbkdf2Sync } from 'node:crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { findIssues } from '../../nodes/NinetyNineDigital/form/issues';
import type { Row } from '../../nodes/NinetyNineDigital/form/model';
import { toValues } from '../../nodes/NinetyNineDigital/form/values';
import { reviewMessage } from '../../nodes/NinetyNineDigital/sendAndWait/prepareQuestion';
import { questionForm } from '../../nodes/NinetyNineDigital/sendAndWait/questionForm';
import { resume } from '../../nodes/NinetyNineDigital/sendAndWait/resume';
import type { Question } from '../../nodes/NinetyNineDigital/sendAndWait/suspend';
import { growth, MOST_GROWTH } from '../support/growth';
import { payloadFields } from '../support/hostile';
import { issuesOf } from '../support/kinds';
import { CUSTOMER } from '../support/provider';
import { useQuestions } from '../support/questions';
import { rowsOfType, textFields } from '../support/rows';
import { message } from '../support/triggerPosts';
import { worstAnywhere, worstInEvents, worstInForms, worstInQuestions } from '../support/worstTexts';

const LENGTH = 200_000;

/** Fails if one of the worst texts takes longer than its length explains. */
async function expectNoneSlow(worst: typeof worstInForms, use: (text: string) => unknown): Promise<void> {
	const slow: string[] = [];
	for (const [name, make] of worst) {
		const ratio = await growth(LENGTH, (length) => use(make(length)));
		if (ratio >= MOST_GROWTH) slow.push(`${name}: ${ratio.toFixed(0)} times as long for 8 times the text`);
	}
	expect(slow).toEqual([]);
}

describe('the measure', () => {
	it('finds a quadratic pattern', async () => {
		const ratio = await growth(40_000, (length) => /a+$/.test(`${'a'.repeat(length)}b`));
		expect(ratio).toBeGreaterThan(MOST_GROWTH);
	});

	it('lets a linear one pass', async () => {
		const ratio = await growth(400_000, (rounds) => pbkdf2Sync('a', 'b', rounds, 32, 'sha256'));
		expect(ratio).toBeLessThan(MOST_GROWTH);
	});
});

describe('200 kB of the worst in a field of the node', () => {
	it.each(textFields)('$title', ({ kind, row, parametersWith }) =>
		expectNoneSlow(row.format ? worstInForms : worstAnywhere, (text) => issuesOf(kind, parametersWith(text))),
	);

	it.each(rowsOfType('moment'))('$row.label', ({ kind, row }) =>
		expectNoneSlow(worstInForms, (text) => issuesOf(kind, { [row.name]: text })),
	);

	const context = { countryCode: '972', timezone: 'Asia/Jerusalem', now: new Date(), item: {} };
	const rows: readonly Row[] = questionForm.rows;
	it.each(rows.filter(({ type }) => type !== 'flag').map(({ name }) => name))('Send and Wait: %s', (name) =>
		expectNoneSlow(worstInForms, (text) => findIssues(questionForm, toValues(questionForm, { [name]: text }, context))),
	);
});

describe('200 kB of the worst in a question', () => {
	const question = { round: '1', message: '', answers: [] as Question['answers'] };

	/** Opens the page on which a person answers. */
	async function open(asked: Pick<Question, 'message' | 'answers'>): Promise<void> {
		let page = '';
		const response = { setHeader: () => {}, status: () => response, end: (html: string) => void (page = html) };
		const context = {
			getNode: () => ({ name: '99digital' }),
			evaluateExpression: () => JSON.stringify({ ...question, ...asked }),
			getQueryData: () => ({ q: question.round, page: '1' }),
			getRequestObject: () => ({ method: 'GET' }),
			getResponseObject: () => response,
		};
		await resume(context as unknown as IWebhookFunctions);
		expect(page).toContain('<form');
	}

	it('as its text, on the page behind a link', () =>
		expectNoneSlow(worstInQuestions, (text) => open({ ...question, message: text })));

	it('as an answer, on the page behind a link', () =>
		expectNoneSlow(worstInQuestions, (text) => open({ ...question, answers: [{ id: '1', text, description: text }] })));

	it.each([
		['as a value', (text: string) => ({ note: text })],
		['as the name of a field', (text: string) => ({ [text]: 1 })],
		['in a list', (text: string) => ({ list: [text] })],
	])('from an AI model %s', async (_, parametersOf) => {
		const written = '={{ $tool.name }}: {{ $tool.parameters }}';
		await expectNoneSlow(worstInQuestions, async (text) => {
			const evaluateExpression = (expression: string) =>
				expression.includes('JSON.stringify') ? JSON.stringify([text, parametersOf(text)]) : expression;
			const context = { getNodeParameter: () => written, evaluateExpression };
			const shown = reviewMessage(context as unknown as IExecuteFunctions, '');
			await open({ ...question, message: String(shown) });
		});
	});
});

describe('200 kB of the worst in an event', () => {
	const questions = useQuestions();
	let count = 0;

	const expectTaken = async (event: object) => {
		const { status } = await questions.post(event);
		expect(status).toBeLessThan(500);
	};

	beforeEach(async () => {
		questions.n8n.parameters = {
			events: ['message', 'button', 'list', 'status', 'system'],
			outputs: 'perAnswer',
			answers: { answer: [{ match: 'yes' }, { match: 'no' }] },
			options: { from: '050-999-9999' },
		};
		await questions.n8n.publish();
		await questions.ask({ responseType: 'anyReply' });
		await questions.ask();
	});

	const events = {
		'a tap': { type: 'button', body: 'Approve' },
		'a status': { hook: 'update', ack: 1 },
		'a notice': { hook: 'system', type: 'messages', messageUpdate: 6, messageTo: CUSTOMER },
	};
	const cases = payloadFields.flatMap((field) =>
		Object.entries(events)
			.filter(([name, event]) => name === 'a tap' || field in event || field === 'unique')
			.map(([name, event]) => [field, name, event] as const),
	);

	it.each(cases)('as %s of %s', (field, _, event) =>
		expectNoneSlow(worstInEvents, async (text) =>
			expectTaken({ ...message(`E${count++}`, { from: '972509999999', ...event }), [field]: text }),
		),
	);

	it('as the name of a field', () =>
		expectNoneSlow(worstInEvents, (text) => expectTaken(message(`E${count++}`, { type: 'list', [text]: 'yes' }))));

	it('in thousands of fields', () =>
		expectNoneSlow(worstInEvents, (text) =>
			expectTaken(message(`E${count++}`, { type: 'list', list: text.match(/.{1,20}/gs) })),
		));
});
