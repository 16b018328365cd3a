import { isExpression, type ILoadOptionsFunctions, type ResourceMapperFields } from 'n8n-workflow';

import type { VariablesRow } from '../form/model';
import { fallbackVariables } from '../messages/closedWindow';
import { variables } from '../messages/template';
import { isBlank } from '../plain/characters';
import { isRecord } from '../plain/objects';
import { isMapperField, noteField, variableFields } from './accountTemplate';
import { listTemplates } from './templateList';

/**
 * The fields of the picked template: its variables, and the one-time code of an authentication template. All ten
 * variables where the account does not tell, with a note that says why.
 */
export async function getTemplateVariables(context: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await fieldsOf(context, variables);
}

/** The same for the template that is sent when the window is closed. */
export async function getFallbackVariables(context: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await fieldsOf(context, fallbackVariables);
}

async function fieldsOf(context: ILoadOptionsFunctions, row: VariablesRow): Promise<ResourceMapperFields> {
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

/** What n8n keeps of an earlier answer: better than fields without their words, and not taken for a change. */
function storedFields(context: ILoadOptionsFunctions, row: VariablesRow) {
	const mapper: unknown = context.getCurrentNodeParameter(row.name);
	const fields = isRecord(mapper) && Array.isArray(mapper.schema) ? mapper.schema.filter(isMapperField) : [];
	return fields.length > 0 ? fields : undefined;
}
