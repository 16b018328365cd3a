import type { Credential } from '../../../host/editor/types';
import type { Session } from '../../../host/editor/session';
import { ACTION } from './flow';

interface Listed {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

/**
 * Asks n8n for the list of templates as its editor does.
 * @param more what was typed (`filter`), or where to go on (`paginationToken`)
 */
export async function askPicker(
	session: Session,
	{ id, name, type }: Credential,
	more: { filter?: string; paginationToken?: string } = {},
): Promise<Listed> {
	const body = {
		nodeTypeAndVersion: { name: ACTION, version: 1 },
		path: 'parameters.template',
		methodName: 'searchTemplates',
		credentials: { [type]: { id, name } },
		currentNodeParameters: { resource: 'message', operation: 'sendTemplate' },
		...more,
	};
	return await session.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', { body });
}
