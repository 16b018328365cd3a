import type { Owner } from './editor/session';
import type { Workflow } from './editor/types';
import type { Connected } from './world';

/** What a person needs to know to go on from here. */
export function whereToLook({ n8n, sandbox }: Connected, owner: Owner, workflows: readonly Workflow[]): string[] {
	return [
		'',
		`n8n      ${n8n.url}`,
		`         sign in as ${owner.email} with ${owner.password}`,
		'',
		...workflows.flatMap(({ id, name }) => [`         ${name}`, `         ${n8n.url}/workflow/${id}`]),
		'',
		`phone    ${sandbox.phoneUrl}`,
		'         what the customer sees: tap, pick, write, and watch your workflows run',
		'',
		`sandbox  ${sandbox.url}/control`,
		'         stands in for 99digital; the address lists what it can be told and asked',
		'',
		'Ctrl-C stops both.',
	];
}
