import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { facts } from '../../live/facts';
import type { MessageKind, Row } from '../../nodes/NinetyNineDigital/form/model';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { root } from '../support/project';

interface Sentence {
	id: string;
	says: string;
	/** A row of the nodes by its wire name, with what it must say, or another part of the catalogue. */
	node?: Record<string, unknown> & { wire?: string; reason?: number };
	/** Why no test needs to name it. */
	explained?: string;
}

const { pages, sentences, unknowns } = JSON.parse(
	readFileSync(join(root, 'test/fixtures/provider/sentences.json'), 'utf8'),
) as {
	pages: Array<{ id: string; operation: string }>;
	sentences: Sentence[];
	unknowns: Array<{ what: string; facts: string[] }>;
};

const ids = sentences.map(({ id }) => id);

const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.test.ts'))
	.map((path) => readFileSync(join(root, 'test', path), 'utf8'));

const isNamed = (id: string): boolean => tests.some((text) => text.includes(`'${id}'`) || text.includes(`[${id}]`));

const kindOf = (id: string): MessageKind => {
	const page = pages.find((one) => id.startsWith(`${one.id}.`));
	return messageKinds.find(({ endpoint }) => endpoint === page?.operation) as MessageKind;
};

/** The rows of a kind, those inside of lists too. */
const rowsOf = ({ rows }: MessageKind): Row[] =>
	rows.flatMap<Row>((row) => (row.type === 'repeat' ? [row, ...row.of] : [row]));

it.each(ids)('%s is held by a test, or explained', (id) => {
	const sentence = sentences.find((one) => one.id === id);
	expect([id, isNamed(id) || Boolean(sentence?.explained)]).toEqual([id, true]);
});

const inNodes = sentences.filter(({ node }) => node).map(({ id, node }) => [id, node!] as const);

it.each(inNodes)('%s stands in the nodes', (id, { wire, reason, ...expected }) => {
	const kind = kindOf(id);
	if (reason !== undefined) expect(kind.reasons).toHaveProperty(String(reason));
	else if (wire === undefined) expect(kind).toMatchObject(expected);
	else expect(rowsOf(kind).filter((row) => row.wire === wire)).toContainEqual(expect.objectContaining(expected));
});

it('has every sentence once', () => {
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it('looks for everything unknown in the live check, and lists all that it looks for', () => {
	const looked = [...Object.keys(facts), 'refusals', 'rates'].sort();
	expect(unknowns.flatMap((unknown) => unknown.facts).sort()).toEqual(looked);
});

it('is told on a page as the data and the tests say', () => {
	const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/provider.mjs'), '--check'], {
		encoding: 'utf8',
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
