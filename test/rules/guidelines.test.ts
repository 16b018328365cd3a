import type { INodePropertyOptions } from 'n8n-workflow';

import codex from '../../nodes/NinetyNineDigital/NinetyNineDigital.node.json';
import { all, described, descriptions, labels } from '../support/screen';

const sentences = described.flatMap(({ description, hint, message }) =>
	[description, hint, message].flatMap((text) => text ?? []),
);

/** Labels of parameters; those of one word are often words of a sentence too. */
const parameters = [
	...new Set(
		descriptions
			.flatMap(({ properties = [] }) => properties.flatMap(all))
			.flatMap(({ displayName }) => displayName ?? [])
			.filter((label) => label.includes(' ') || label === 'Simplify'),
	),
];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The parameters that a sentence names without single quotes. */
const unquoted = (sentence: string): string[] =>
	parameters.filter((label) => new RegExp(`(?<!['\\w])${escaped(label)}(?!['\\w])`).test(sentence));

it('single quotes stand around every parameter that a description names', () => {
	expect(sentences.flatMap((sentence) => unquoted(sentence).map((label) => [label, sentence]))).toEqual([]);
	expect(unquoted('Turn Simplify off to see it.')).toEqual(['Simplify']);
});

it('nothing that people read on the panel speaks of an error, a problem, a failure or a mistake', () => {
	const word = /error|problem|failure|mistake/i;
	expect([...labels, ...sentences].filter((text) => word.test(text))).toEqual([]);
});

it('actions name what is acted on, without articles', () => {
	const actions = described.flatMap((one) => (one as INodePropertyOptions).action ?? []);
	expect(actions.length).toBeGreaterThan(10);
	expect(actions.filter((action) => /\b(?:a|an|the)\b/i.test(action))).toEqual([]);
});

it('the node is found by what people look for', () => {
	const words = ['message', 'text', 'question', 'chat', 'pdf', 'campaign', 'whats app', 'reply', 'notify', 'הודעה'];
	expect(codex.alias).toEqual(expect.arrayContaining(words));
});
