import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { AccountRead } from './accountRead';
import { checkAccount } from './checkAccount';
import { getManyTemplates } from './getManyTemplates';
import { getProfile } from './profile';

/** Every operation that reads from the account, in the order of the screen. */
export const accountReads: readonly AccountRead[] = [checkAccount, getProfile, getManyTemplates];

/** The operation and the fields of one read, shown while its resource is chosen. */
export function readProperties({ resource, operation, label, action, help, fields }: AccountRead): INodeProperties[] {
	const show = { resource: [resource.value] };
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: operation,
			displayOptions: { show },
			options: [{ name: label, value: operation, action, description: help }],
		},
		...updateDisplayOptions({ show: { ...show, operation: [operation] } }, [...fields]),
	];
}
