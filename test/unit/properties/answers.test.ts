import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { simplifyResponse } from '../../../nodes/NinetyNineDigital/form/response';
import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';

/** What JSON can hold, an object that hides how objects become text included. */
const json = fc.oneof(fc.jsonValue(), fc.constant({ toString: 5, valueOf: 5 }), fc.double());

const answers = fc.record(
	Object.fromEntries(['unique', 'timestamp', 'from', 'to', 'templateTimeLeft', 'body'].map((key) => [key, json])),
	{ requiredKeys: [] },
) as fc.Arbitrary<IDataObject>;

it.each(messageKinds)('an answer to $label can be shown, whatever it holds: the message is sent already', (kind) => {
	fc.assert(
		fc.property(answers, (answer) => {
			const output = simplifyResponse(kind, answer, { to: '972501234567' }, new Date());
			expect(output).toMatchObject({ sentAs: kind.sentAs, to: expect.any(String) });
			expect(Date.parse(output.sentAt as string)).not.toBeNaN();
		}),
		{ numRuns: 500 },
	);
});
