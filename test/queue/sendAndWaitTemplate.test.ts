import { testQueueWorld } from '../support/n8n/queueWorld';
import {
	allAnswers,
	ownAnswer,
	ownOutput,
	QUESTIONS,
	TemplateQuestions,
	TEST_MS,
} from '../support/n8n/templateQuestions';

/** By hand: posts to one address go to both webhook processes in turn, where less is promised. */
const inTurn = process.env.IN_TURN === '1';

const world = testQueueWorld({ workers: 2, webhookProcesses: 2, concurrency: 10, byAddress: !inTurn });

jest.setTimeout(TEST_MS);

it(`${QUESTIONS} questions by template: each wakes at most once and by its own answer, and no event is lost`, async () => {
	const { entrance, workers, webhookProcesses } = world();
	const questions = await TemplateQuestions.ask(world(), entrance);
	const mortal = [workers[0]!, ...webhookProcesses];
	await Promise.all(mortal.map(async (one) => await one.kill()));
	await Promise.all(mortal.map(async (one) => await one.start()));
	await questions.allBecome('waiting');

	const misses = await questions.bringMisses();
	await questions.allBecome('waiting');
	await questions.bringAnswers();
	const seconds = await questions.bringSecondTaps();

	const asked = await questions.asked();
	expect(asked).toHaveLength(QUESTIONS);
	const woken: unknown[] = [];
	for (const { status, rounds, out } of asked) {
		expect([rounds, out.length]).toEqual([1, status === 'success' ? 1 : 0]);
		for (const { index, output, json } of out) {
			const { messageId } = json;
			expect([ownAnswer(index), { ...ownAnswer(index), messageId: `second ${index}` }]).toContainEqual({
				index: json.index,
				from: json.from,
				messageId,
			});
			expect(output).toBe(ownOutput(index));
			woken.push(messageId);
		}
	}
	const ordinary = await questions.ordinaryEvents();
	const out = [...woken, ...ordinary].sort();
	const twice = out.filter((unique, index) => unique === out[index - 1]);
	expect([...new Set(out)]).toEqual([...allAnswers(), ...misses, ...seconds].sort());
	if (!inTurn) expect(twice).toEqual([]);
	const forgotten = QUESTIONS - woken.length;
	process.stderr.write(
		`Of ${QUESTIONS} questions ${forgotten} were forgotten, ${twice.length} events came out twice\n`,
	);
});
