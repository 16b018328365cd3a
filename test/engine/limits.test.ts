import type { RepeatRow, TextRow } from '../../nodes/NinetyNineDigital/form/model';
import { useJudge } from '../support/judge';
import { parametersWithEntries, rowsOfType, textFields } from '../support/rows';

const { expectAccepted, expectRefused } = useJudge();

/** n8n itself stops a run with an empty field, but not one whose expression gives nothing. */
const NOTHING = '={{ $json.missing }}';

const limited = textFields.filter(({ row }) => row.max);

const textOf = ({ format }: TextRow, length: number) => (format ? 'ש' : '👋') + 'ש'.repeat(length - 1);

/** Those of the fallback go out only when the window is closed; see closedWindow.test.ts. */
const ownLimited = limited.filter(({ row }) => !row.forFallback);

describe.each(ownLimited)('$title', ({ kind, row, parametersWith }) => {
	it('is taken by the provider at its limit', async () => {
		const text = textOf(row, row.max!);
		expect((await expectAccepted(kind, parametersWith(text)))[row.wire!]).toBe(text);
	});
});

describe.each(limited)('$title', ({ kind, row, parametersWith }) => {
	const max = row.max!;

	it('never reaches the provider beyond it', async () => {
		await expectRefused(kind, parametersWith(textOf(row, max + 1)), row.label, `${max + 1}`, `${max}`);
	});
});

describe.each(textFields.filter(({ row }) => row.required))('$title', ({ kind, row, inJson, parametersWith }) => {
	it('never reaches the provider when it comes out empty', async () => {
		await expectRefused(kind, parametersWith(inJson ? '' : NOTHING), `${row.label} is empty`);
	});
});

describe.each(rowsOfType('repeat'))('$kind.label, $row.label', ({ kind, row }) => {
	it('are taken in full number, all texts at their limits', async () => {
		const body = await expectAccepted(kind, parametersWithEntries(kind, row, fullEntries(row, row.max)));
		for (const { wire } of row.of) expect(body).toHaveProperty(wire!.replace('{n}', `${row.max}`));
	});

	it('never reach the provider in greater number', async () => {
		const parameters = parametersWithEntries(kind, row, fullEntries(row, row.max + 1));
		await expectRefused(kind, parameters, row.label, `${row.max + 1}`, `${row.max}`);
	});

	it('never reach the provider with the same id twice, the number of an empty one included', async () => {
		const [first, second] = fullEntries(row, 2);
		await expectRefused(
			kind,
			parametersWithEntries(kind, row, [
				{ ...first, id: '2' },
				{ ...second, id: '' },
			]),
			'ID 2',
		);
	});
});

/** Entries whose texts are as long as they may be, ids all different. */
function fullEntries({ of }: RepeatRow, count: number) {
	const text = (max: number, position: number) => String(position).padStart(max, 'ש');
	return Array.from({ length: count }, (_, index) =>
		Object.fromEntries(of.map(({ name, max }) => [name, text(max!, index + 1)])),
	);
}
