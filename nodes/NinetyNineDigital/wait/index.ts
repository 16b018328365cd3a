import type { INodeProperties } from 'n8n-workflow';

import { toProperties } from '../core/properties';
import { question } from './question';

const notice: INodeProperties = {
	displayName:
		'Asks for the first item only, since an execution waits for one answer at a time. To ask many people, put <b>Loop Over Items</b> or a sub-workflow before it. Taps come back through a published <b>99digital Trigger</b> of this n8n.',
	name: 'waitNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { resource: [question.resource], operation: [question.operation] } },
};

/** The fields of a question. */
export const questionProperties: INodeProperties[] = [notice, ...toProperties(question)];
