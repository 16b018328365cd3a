import type { INodeProperties } from 'n8n-workflow';

import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { questionForm } from '../../../nodes/NinetyNineDigital/sendAndWait/questionForm';
import { NinetyNineDigital } from '../../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { kindOf } from '../../support/kinds';

const { description } = new NinetyNineDigital();

const fieldsOf = (operation: string): INodeProperties[] =>
	description.properties.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation));

const optionsOf = (operation: string) =>
	fieldsOf(operation).find(({ name }) => name === 'options')!.options as INodeProperties[];

const header = ['header', 'headerFrom', 'headerUrl', 'headerBinaryField'];

const closedWindow = [
	...['windowClosed', 'fallbackTemplate', 'fallbackVariables'],
	...['fallbackHeader', 'fallbackHeaderFrom', 'fallbackHeaderUrl', 'fallbackHeaderBinaryField'],
];

const fallbackOptions = [
	...['fallbackHeaderVariable', 'fallbackWebsiteVariable', 'fallbackWebsiteVariable2', 'fallbackCouponCode'],
	...['fallbackCouponExpiration', 'fallbackPdfFilename', 'fallbackOtp', 'fallbackLocalStorage'],
];

const anything = ['countryCode', 'dryRun', 'maxInFlight', 'maxPerSecond', 'maxRetries'];
const everywhere = ['showRequest', 'sendOnceKey', ...anything];

describe.each([
	[
		'sendButtons',
		[...['to', 'body', ...header, 'buttonType', 'buttons', 'buttonText', 'buttonTarget'], ...closedWindow],
		['footer', 'replyTo', 'localStorage', ...fallbackOptions, ...everywhere],
	],
	[
		'sendList',
		['to', 'body', 'buttonText', 'itemsFrom', 'items', 'itemsJson', ...closedWindow],
		['header', 'footer', 'replyTo', ...fallbackOptions, ...everywhere],
	],
	[
		'sendTemplate',
		['to', 'template', ...header, 'variables'],
		[
			'headerVariable',
			...['websiteVariable', 'websiteVariable2', 'couponCode', 'couponExpiration', 'pdfFilename', 'otp'],
			...['localStorage', ...everywhere],
		],
	],
	['sendText', ['to', 'body', ...closedWindow], ['replyTo', ...fallbackOptions, ...everywhere]],
	[
		'sendFile',
		['to', 'fileFrom', 'fileUrl', 'binaryField', 'caption', ...closedWindow],
		['replyTo', ...fallbackOptions, ...everywhere],
	],
	[
		'sendLocation',
		['to', 'latitude', 'longitude', 'caption', ...closedWindow],
		['replyTo', ...fallbackOptions, ...everywhere],
	],
	[
		'sendContact',
		['to', 'contactName', 'contactPhone', 'contactEmail', ...closedWindow],
		['replyTo', ...fallbackOptions, ...everywhere],
	],
	['sendReaction', ['to', 'messageId', 'reaction'], everywhere],
	['markAsRead', ['to'], anything],
])('the fields of %s', (operation, top, options) => {
	it('are those of the contract, by the names that workflows store', () => {
		const names = fieldsOf(operation).map(({ name }) => name);
		const others = ['options', 'windowNotice', 'buttonsNotice', 'itemsNotice'];
		expect(names.filter((name) => !others.includes(name))).toEqual(top);
	});

	it('have the optional ones under Options, in the order of the alphabet', () => {
		const fields = optionsOf(operation);
		expect(fields.map(({ name }) => name).sort()).toEqual([...options].sort());
		const labels = fields.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('tell their limits', () => {
		const { rows } = kindOf(operation);
		const shown = [...fieldsOf(operation), ...optionsOf(operation)];
		const hints = rows.flatMap((row) =>
			row.type === 'text' && row.max ? [[row.name, `Up to ${row.max} characters`]] : [],
		);
		expect(hints).toEqual(hints.map(([name]) => [name, shown.find((field) => field.name === name)!.hint]));
	});
});

describe('the 24-hour rule', () => {
	it.each(messageKinds)('is told at the top of $label where it applies', ({ operation, window }) => {
		const notice = fieldsOf(operation).filter(({ name }) => name === 'windowNotice');
		expect(notice.length).toBe(window === 'session' ? 1 : 0);
		if (notice[0]) expect(fieldsOf(operation)[0]).toBe(notice[0]);
	});
});

describe('the operations', () => {
	it('have actions that begin with their own name, as far as that tells them apart', () => {
		const listed = [...messageKinds, questionForm];
		expect(listed.filter(({ label, action }) => !action.toLowerCase().startsWith(label.toLowerCase()))).toEqual([]);
	});

	it('are listed in the order of the alphabet, each with an action for the node panel', () => {
		const listed = description.properties.find(({ name }) => name === 'operation')!.options;
		const forms = [...messageKinds, questionForm].sort((a, b) => a.label.localeCompare(b.label, 'en'));
		expect(listed).toEqual(
			forms.map(({ operation, label, action, help }) => ({
				name: label,
				value: operation,
				action,
				description: help,
			})),
		);
	});
});
