import { adviceFor } from '../form/advice';
import type { Catalogue } from '../form/model';
import { accountReasons } from '../messages/common';
import { baseUrlOf, post, type PostContext } from '../transport/post';
import { templatesIn, type Template } from './accountTemplate';

/** The provider's operation that lists the templates, and its refusals. */
export const templateCatalogue: Catalogue = { endpoint: 'getTemplates', reasons: accountReasons };

/** All templates of the account, or what stood in the way, in words for people. */
export type TemplateList = { readonly templates: readonly Template[] } | { readonly missing: string };

/**
 * Asks the account for its templates, whatever their status.
 *
 * @throws NodeOperationError if the node has no credential; a refusal or a broken connection is told instead
 */
export async function listTemplates(context: PostContext): Promise<TemplateList> {
	const result = await post(context, await baseUrlOf(context), templateCatalogue.endpoint, {});
	if (result.status === 'ok') return { templates: templatesIn(result.response) };
	const { message } = result.status === 'lost' ? result.loss : adviceFor(templateCatalogue, result.reason);
	return { missing: message };
}
