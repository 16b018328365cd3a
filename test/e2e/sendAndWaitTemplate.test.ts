import { allAnswers, ownAnswer, ownOutput, QUESTIONS, TemplateQuestions } from '../support/n8n/templateQuestions';
import { testWorld } from '../support/n8n/world';

/** The one setting that the documentation advises for bursts. */
const world = testWorld({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });

it(`${QUESTIONS} questions by template, n8n dies and comes back, and each is woken by its own answer alone`, async () => {
	const { n8n } = world();
	const questions = await TemplateQuestions.ask(world(), n8n.url);
	await n8n.kill();
	await n8n.start();
	await questions.allBecome('waiting');

	const misses = await questions.bringMisses();
	await questions.allBecome('waiting');
	await questions.bringAnswers();
	await questions.allBecome('success');

	const asked = await questions.asked();
	for (const { rounds, out } of asked) {
		expect([rounds, out.length]).toEqual([1, 1]);
		const { index, output, json } = out[0]!;
		expect(json).toMatchObject(ownAnswer(index));
		expect(output).toBe(ownOutput(index));
	}
	expect(asked.flatMap(({ out }) => out.map(({ json }) => json.messageId)).sort()).toEqual(allAnswers());
	expect(await questions.ordinaryEvents()).toEqual(misses);
});
