import {
	isExpression,
	isResourceMapperValue,
	type ILoadOptionsFunctions,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { VariablesRow } from '../form/model';
import { fallbackVariables } from '../messages/closedWindow';
import { variables } from '../messages/template';
import { isBlank } from '../plain/characters';
import type { PostContext } from '../transport/post';
import { noteField, variableFields } from './accountTemplate';
import { listTemplates } from './templateList';

type ParameterContext = Pick<ILoadOptionsFunctions, 'getCurrentNodeParameter'>;

type FieldsContext = PostContext & ParameterContext;

/**
 * The fields of the picked template: its variables, and the one-time code of an authentication template. All ten
 * variables where the account does not tell, with a note that says why.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function getTemplateVariables(context: FieldsContext): Promise<ResourceMapperFields> {
	return await fieldsOf(context, variables);
}

/**
 * The same for the template that is sent when the window is closed.
 *
 * @throws NodeOperationError if the node has no credential
 */
export async function getFallbackVariables(context: FieldsContext): Promise<ResourceMapperFields> {
	return await fieldsOf(context, fallbackVariables);
}

async function fieldsOf(context: FieldsContext, row: VariablesRow): Promise<ResourceMapperFields> {
	const name: unknown = context.getCurrentNodeParameter(row.of, { extractValue: true });
	if (isBlank(name)) return { fields: [], emptyFieldsNotice: 'Pick a template, and its variables appear here' };
	if (isExpression(name)) return { fields: variableFields(undefined, row) };
	const list = await listTemplates(context);
	if ('missing' in list) return { fields: storedFields(context, row) ?? unknownFields(list.missing, row) };
	const template = list.templates.find((candidate) => candidate.name === name);
	if (!template) return { fields: unknownFields('The account has no template of this name', row) };
	return { fields: variableFields(template, row), emptyFieldsNotice: 'This template has no variables' };
}

const unknownFields = (cause: string, row: VariablesRow) => [noteField(cause), ...variableFields(undefined, row)];

/** What n8n keeps of an earlier loading: better than fields without their words, and not taken for a change. */
function storedFields(context: ParameterContext, row: VariablesRow) {
	const mapper: unknown = context.getCurrentNodeParameter(row.name);
	const fields = isResourceMapperValue(mapper) && Array.isArray(mapper.schema) ? mapper.schema : [];
	return fields.length > 0 ? fields : undefined;
}
