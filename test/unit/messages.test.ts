import { NodeOperationError, type INode } from 'n8n-workflow';

import { NinetyNineDigitalApi } from '../../credentials/NinetyNineDigitalApi.credentials';
import type { MessageKind, Row } from '../../nodes/NinetyNineDigital/form/model';
import { keyAt } from '../../nodes/NinetyNineDigital/form/rows';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { documented } from '../support/documented';

const numbersWhere = (kind: MessageKind, holds: (reason: number) => boolean) =>
	Object.keys(kind.reasons).map(Number).filter(holds);

const adviceOf = (kind: MessageKind) =>
	Object.entries(kind.reasons).map(([reason, advice]) => ({ title: `${kind.label}, reason ${reason}`, ...advice }));

const everyAdvice = messageKinds.flatMap(adviceOf);

describe.each(messageKinds)('the catalogue of $label', (kind) => {
	const page = documented[kind.operation]!;

	it('has every documented reason and no other', () => {
		expect(numbersWhere(kind, () => true)).toEqual(page.reasons);
	});

	it('tries again only where the provider says so', () => {
		expect(numbersWhere(kind, (reason) => kind.reasons[reason]!.retryable === true)).toEqual(page.retryable);
	});

	it('blames parameters that exist', () => {
		const credential = new NinetyNineDigitalApi().properties.map(({ name }) => name);
		const known = [...kind.rows.map(({ name }) => name), ...credential, undefined];
		expect(known).toEqual(expect.arrayContaining(adviceOf(kind).map(({ parameter }) => parameter)));
	});

	it('sends exactly the documented keys', () => {
		expect([...new Set(kind.rows.flatMap(keysOf))].sort()).toEqual([...page.keys].sort());
	});

	it('goes to the address of its operation', () => {
		expect(kind.endpoint).toBe(page.endpoint ?? kind.operation);
	});

	it('names each row once, and conditions by choices that exist', () => {
		const names = kind.rows.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const [name, values] of kind.rows.flatMap(({ when = {} }) => Object.entries(when))) {
			const choice = kind.rows.find((row) => row.name === name);
			expect(choice?.type === 'choice' && choice.choices.map(({ value }) => value)).toEqual(
				expect.arrayContaining([...values]),
			);
		}
	});
});

describe.each(everyAdvice)('the advice of $title', ({ message, fix }) => {
	it.each([message, fix])('has words: %s', (text) => {
		expect(text).toMatch(/^[A-Z\d].{15,}$/s);
	});

	it.each([message, fix])('stays as it is in n8n, which replaces what looks like a system error: %s', (text) => {
		expect(new NodeOperationError({} as INode, text).message).toBe(text);
	});

	it.each([message, fix])('says what happened without alarm: %s', (text) => {
		expect(text).not.toMatch(/error|problem|failure|mistake/i);
	});
});

it.each(messageKinds)('the reasons of $label can be told apart', (kind) => {
	const messages = adviceOf(kind).map(({ message }) => message);
	expect(new Set(messages).size).toBe(messages.length);
});

it('gives rows of one name and place one type, since n8n keeps values when the operation changes', () => {
	const typeAt = new Map<string, string>();
	for (const row of messageKinds.flatMap<Row>(({ rows }) => rows)) {
		const place = `${row.optional ? 'options.' : ''}${row.name}`;
		expect(`${place}: ${typeAt.get(place) ?? row.type}`).toBe(`${place}: ${row.type}`);
		typeAt.set(place, row.type);
	}
});

/** All keys that a row can put into a body. */
function keysOf(row: Row): string[] {
	if (row.forFallback) return [];
	const rows = row.type === 'repeat' ? row.of : [row];
	const times = row.type === 'repeat' || row.type === 'variables' ? row.max : 1;
	const positions = Array.from({ length: times }, (_, index) => index + 1);
	return rows.flatMap(({ wire }) => (wire ? positions.map((position) => keyAt(wire, position)) : []));
}
