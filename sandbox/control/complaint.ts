import type { FastifySchemaValidationError, SchemaErrorDataVar } from 'fastify/types/schema';

/** All that is wrong with a control call's input, in one line that names each property. */
export function complaint(errors: readonly FastifySchemaValidationError[], part: SchemaErrorDataVar): string {
	return errors
		.filter(({ keyword }) => keyword !== 'if')
		.map((error) => `${part}${error.instancePath} ${error.message}${detail(error)}`)
		.join('; ');
}

/** The schema checker's words for these two leave out what a person needs to know. */
function detail({ keyword, params }: FastifySchemaValidationError): string {
	if (keyword === 'additionalProperties') return `: ${String(params.additionalProperty)}`;
	if (keyword === 'enum') return `: ${(params.allowedValues as unknown[]).join(', ')}`;
	return '';
}
