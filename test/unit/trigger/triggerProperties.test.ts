import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { NinetyNineDigitalTrigger } from '../../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';

const { description } = new NinetyNineDigitalTrigger();

/** Whether the editor shows the warning that there is no secret. */
const warns = (parameters: INodeParameters): boolean => {
	const notice = description.properties.find(({ name }) => name === 'noSecretNotice')!;
	return NodeHelpers.displayParameter(parameters, notice, { typeVersion: 1.1 }, description, parameters);
};

it.each<[boolean, string, INodeParameters]>([
	[true, 'manual registration without options', { registration: 'manual', options: {} }],
	[true, 'manual registration with an empty secret', { registration: 'manual', options: { secret: '' } }],
	[false, 'manual registration with a secret', { registration: 'manual', options: { secret: 's3cret' } }],
	[false, 'automatic registration, which has its own', { registration: 'automatic', options: {} }],
])('warns %s: %s', (expected, _, parameters) => {
	expect(warns(parameters)).toBe(expected);
});
