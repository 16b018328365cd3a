import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import {
	cancelled,
	invalidItem,
	lost,
	refusal,
	toJson,
	toNodeError,
	unreadableItem,
} from '../../../nodes/NinetyNineDigital/run/failure';
import { kindOf } from '../../support/kinds';

const node = { name: '99digital' } as INode;

const tooFast = refusal(kindOf('sendList'), 15);

const broken = lost({ message: 'It broke', fix: 'Look at it.', code: 'ECONNRESET', sent: 'unknown' });

describe('a failure on its item', () => {
	it('has the fields of the contract and no other', () => {
		expect(toJson(tooFast, 3)).toEqual({
			error: 'The account sends faster than 99digital allows [item 3]',
			description: expect.stringContaining('(99digital, sendList, reason 15)'),
			reason: 15,
			retryable: true,
			sent: 'no',
		});
	});

	it.each([
		[invalidItem(['To is empty; it is required']), false, 'no'],
		[unreadableItem(new Error('invalid syntax')), false, 'no'],
		[cancelled, true, 'no'],
		[tooFast, true, 'no'],
		[refusal(kindOf('sendList'), 5), false, 'no'],
		[refusal(kindOf('sendList'), 99), false, 'no'],
		[broken, false, 'unknown'],
		[lost({ message: 'No answer', fix: 'Try', code: 'ECONNREFUSED', sent: 'no' }), true, 'no'],
		[lost({ message: 'A page', fix: 'Check', code: '404', sent: 'no' }), false, 'no'],
		[lost({ message: 'No address', fix: 'Correct', code: null, sent: 'no' }), false, 'no'],
	])('tells whether to try again, and whether it may have been sent (%#)', (failure, retryable, sent) => {
		expect(toJson(failure, 0)).toMatchObject({ retryable, sent });
	});

	it('tells all issues of the item in one message', () => {
		expect(invalidItem(['To is empty', 'Body is empty'])).toMatchObject({
			message: 'To is empty. Body is empty',
			description: expect.stringContaining('Correct the fields'),
		});
	});
});

describe('a failure as n8n shows it', () => {
	it('is an operation failure where the node refused, an API failure where the provider did', () => {
		expect(toNodeError(node, cancelled, 0)).toBeInstanceOf(NodeOperationError);
		expect(toNodeError(node, tooFast, 0)).toBeInstanceOf(NodeApiError);
	});

	it('names its item and its code', () => {
		expect(toNodeError(node, broken, 7)).toMatchObject({
			message: 'It broke [item 7]',
			description: 'Look at it.',
			httpCode: 'ECONNRESET',
			context: { itemIndex: 7 },
		});
	});

	it.each(['ENOTFOUND', 'someone@keeperman.example', 'getaddrinfo'])(
		'keeps its words where %s, typed by the user, looks like a system error to n8n',
		(typed) => {
			const message = `To is "${typed}"`;
			expect(toNodeError(node, invalidItem([message]), 0).message).toBe(`${message} [item 0]`);
			expect(toNodeError(node, { ...tooFast, message }, 0).message).toBe(`${message} [item 0]`);
		},
	);
});
