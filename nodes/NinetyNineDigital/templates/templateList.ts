import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { adviceFor } from '../form/advice';
import type { Catalogue } from '../form/model';
import { accountReasons } from '../messages/common';
import { baseUrlOf, post } from '../transport/post';
import { templatesIn, type Template } from './accountTemplate';

/** The provider's operation that lists the templates, and its refusals. */
export const templateCatalogue: Catalogue = { endpoint: 'getTemplates', reasons: accountReasons };

/** All templates of the account, or what stood in the way. */
export type TemplateList = { readonly templates: readonly Template[] } | { readonly missing: string };

/**
 * Asks the account for its templates, whatever their status.
 *
 * @throws NodeOperationError if the node has no credential; a refusal or a broken connection is told instead
 */
export async function listTemplates(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<TemplateList> {
	const reply = await post(context, await baseUrlOf(context), templateCatalogue.endpoint, {});
	if (reply.status === 'ok') return { templates: templatesIn(reply.answer) };
	return { missing: reply.status === 'lost' ? reply.loss.message : adviceFor(templateCatalogue, reply.reason).message };
}
