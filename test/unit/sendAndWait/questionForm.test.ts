import type { INodePropertyOptions } from 'n8n-workflow';

import type { Row } from '../../../nodes/NinetyNineDigital/form/model';
import { sendOptions } from '../../../nodes/NinetyNineDigital/messages/common';
import { template } from '../../../nodes/NinetyNineDigital/messages/template';
import { questionForm, questionProperties } from '../../../nodes/NinetyNineDigital/sendAndWait/questionForm';

const rows: readonly Row[] = questionForm.rows;
const named = (name: string) => rows.find((row) => row.name === name);
const shared = new Set<string>(sendOptions.map(({ name }) => name));
const ofTemplates = (template.rows as readonly Row[]).filter(({ name }) => name !== 'to' && !shared.has(name));

describe('the form of a question', () => {
	it.each(ofTemplates.map((row) => [row.name, row] as const))(
		'has %s of Send Template under its name, wherever a template may go out',
		(name, { type, label }) => {
			expect(named(name)).toMatchObject({
				...{ type, label },
				when: { sendAs: ['template', 'messageElseTemplate'] },
			});
		},
	);

	it('says below each answer that it is the words on the button of a template', () => {
		const buttons = named('buttons');
		const texts = buttons?.type === 'repeat' ? buttons.of.filter(({ name }) => name === 'text') : [];
		const answers = [named('approveLabel'), named('disapproveLabel'), ...texts];
		expect(answers).toHaveLength(3);
		for (const answer of answers)
			expect(answer).toMatchObject({ hint: expect.stringContaining('words on its button') });
	});

	it.each(['answerBy', 'linkText', 'buttonText'])('has %s for messages alone', (name) => {
		expect(named(name)!.when).toMatchObject({ sendAs: ['message'] });
	});

	it('has lists for messages alone', () => {
		const responseType = questionProperties.find(({ name }) => name === 'responseType')!;
		const conditional = (responseType.options as INodePropertyOptions[]).filter(({ displayOptions }) => displayOptions);
		expect(conditional).toMatchObject([{ value: 'list', displayOptions: { show: { sendAs: ['message'] } } }]);
	});
});
