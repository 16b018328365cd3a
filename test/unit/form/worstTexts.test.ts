import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { issuesOf } from '../../support/kinds';
import { textFields } from '../../support/rows';

const LENGTH = 200_000;

const repeated = (text: string) => text.repeat(LENGTH / text.length);

/** Each makes some pattern look at the rest of the text again and again, if the pattern lets it. */
const worst = [
	`a@${repeated('a.')}`,
	`${repeated('a')}@`,
	repeated('a@'),
	`+972${repeated(' 50')}x`,
	`${repeated('1-')}x`,
	`${repeated('(0)')}x`,
	`https://${repeated('a.')} `,
	repeated(' \n'),
	repeated('👋🏽'),
	repeated('{{1}}'),
	`${repeated('2027-01-31T')}Z`,
];

// What is quadratic takes minutes for one of these, and the test ends by its time limit.
it.each(textFields)('200 kB of the worst end at once in $title', ({ kind, parametersWith }) => {
	for (const text of worst) expect(() => issuesOf(kind, parametersWith(text))).not.toThrow();
});

it('200 kB of the worst end at once as a date', () => {
	const [template] = messageKinds.filter(({ operation }) => operation === 'sendTemplate');
	for (const couponExpiration of worst) expect(() => issuesOf(template!, { couponExpiration })).not.toThrow();
});
