import { facts, type Fact, type FactId } from './facts';
import { departures, inWords, shapeOf } from './shapes';

export type Verdict = 'as expected' | 'different' | 'new' | 'not seen';

/** One row of the report. */
export interface Finding {
	about: string;
	expected: string;
	seen: string;
	verdict: Verdict;
	/** What to change where it is not as expected. */
	rows: readonly string[];
}

/** What has been seen, beside what was expected. */
export class Findings {
	private readonly found = new Map<string, Finding>();

	/** @param seen in the words of the fact's expected value */
	note(id: FactId, seen: string): void {
		const { about, expected, rows } = fact(id);
		if (isTold(this.found.get(id))) return;
		this.add(id, {
			about,
			expected: String(expected),
			seen,
			verdict: seen === expected ? 'as expected' : 'different',
			rows,
		});
	}

	/** Compares the keys and types of an object. Of several objects, the first that departs is told. */
	noteShape(id: FactId, object: object): void {
		const { about, expected, rows } = fact(id);
		if (typeof expected === 'string' || isTold(this.found.get(id))) return;
		const seen = departures(expected, shapeOf(object));
		const isNew = seen.different.length === 0 && seen.new.length > 0;
		const words = [...seen.different, ...seen.new.map((key) => `also ${key}`)].join(', ');
		const verdict = words === '' ? 'as expected' : isNew ? 'new' : 'different';
		this.add(id, { about, expected: inWords(expected), seen: words || 'the same', verdict, rows });
	}

	/** Several words, of which any may be missing; the expected ones are listed with commas between. */
	noteWords(id: FactId, seen: Iterable<string>): void {
		const { about, expected, rows } = fact(id);
		const words = [...new Set(seen)].sort();
		if (words.length === 0) return;
		const unknown = words.filter((word) => !String(expected).split(', ').includes(word));
		this.add(id, {
			...{ about, expected: String(expected), seen: words.join(', ') },
			...{ verdict: unknown.length > 0 ? 'new' : 'as expected', rows },
		});
	}

	/** Something that no fact speaks of, or a fact made from data, such as a refusal. */
	add(id: string, finding: Finding): void {
		this.found.set(id, finding);
	}

	/** One finding for every fact, those that were not seen too, then the rest. */
	all(): Finding[] {
		const known = Object.keys(facts) as FactId[];
		const rest = [...this.found].filter(([id]) => !(id in facts)).map(([, finding]) => finding);
		return [...known.map((id) => this.found.get(id) ?? unseen(fact(id))), ...rest];
	}
}

const fact = (id: FactId): Fact => facts[id];

const isTold = (finding: Finding | undefined): boolean => finding !== undefined && finding.verdict !== 'as expected';

const unseen = ({ about, expected, rows }: Fact): Finding => ({
	about,
	expected: typeof expected === 'string' ? expected : inWords(expected),
	seen: '',
	verdict: 'not seen',
	rows,
});
