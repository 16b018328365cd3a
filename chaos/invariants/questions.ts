import { hasDied, type Evidence, type Question, type QuestionItem, type QuestionRun } from '../evidence/evidence';
import { each, type Invariant } from './invariant';
import { wasTakenByTrigger } from './taken';

export const wokenByOwnAnswer: Invariant = {
	words: 'Each question that woke did so once, by its own answer, and went on by the output of that answer',
	check: ({ questions }) => {
		const woken = questions.flatMap((question) =>
			question.runs.filter(({ left }) => left.length > 0).map((run) => ({ question, run })),
		);
		return each(woken, ({ question, run }) => wrongWaking(question, run));
	},
};

function wrongWaking(question: Question, { execution, left }: QuestionRun): string | undefined {
	const { name, accepted, answers } = question;
	const subject = `${name} (execution ${execution})`;
	if (left.length !== 1 || left[0]!.times !== 1) return `${subject} went on more than once`;
	const { output, item } = left[0]!;
	if (item.answered !== true) return `${subject} ended without an answer, though its time was not over`;
	if (!accepted.includes(String(item.questionId)))
		return `${subject} woke as the question ${String(item.questionId)}, which is another one`;
	const answer = answers.find(({ event }) => event === item.messageId);
	if (!answer) return `${subject} was woken by ${String(item.messageId)}, which is not its answer`;
	if (answer.choice !== item.index || answer.choice !== output)
		return `${subject} went on by the output of another answer`;
	return undefined;
}

export const answersWake: Invariant = {
	words: 'Each question whose answer a trigger took has woken, unless n8n had given its execution up',
	check: (evidence) => {
		const asked = evidence.questions.filter(({ runs, answers }) => runs.length > 0 && answers.some(takenIn(evidence)));
		return each(asked, ({ name, runs }) => {
			if (runs.some(({ left, status }) => left.length > 0 || hasDied(status))) return undefined;
			return `${name} was answered, but its execution ${runs[0]!.execution} is ${runs[0]!.status}`;
		});
	},
};

const takenIn =
	({ events }: Evidence) =>
	({ event }: { event: string }): boolean =>
		events.some((one) => one.event === event && wasTakenByTrigger(one));

/** Whether an event has woken a question, or may have been lost with an execution that n8n has given up. */
export function isAccountedFor({ questions, lostQuestionRuns }: Evidence, event: string): boolean {
	const answered = questions.find(({ answers }) => answers.some((answer) => answer.event === event));
	if (questions.some(({ runs }) => runs.some((run) => wokeBy(run, event)))) return true;
	if (!answered) return false;
	const unknown = questions.filter(isUnknown);
	return unknown.includes(answered)
		? unknown.length <= lostQuestionRuns
		: answered.runs.some(({ status }) => hasDied(status));
}

/** It was asked, and no execution is known that has. */
const isUnknown = ({ accepted, runs }: Question): boolean => accepted.length > 0 && runs.length === 0;

const wokeBy = ({ left }: QuestionRun, event: string): boolean =>
	left.some(({ item }: { item: QuestionItem }) => item.messageId === event);
