import { MOST_MESSAGES } from './account';
import type { Person } from './person';
import { readSettings, type Settings } from './settings';

/**
 * Says what the check will do before anything else, asks for what it needs, and lets the person decide.
 * @returns undefined when the person does not want it
 * @throws when a number is none
 */
export async function agree(person: Person, environment: NodeJS.ProcessEnv): Promise<Settings | undefined> {
	person.tell(
		`This check sends at most ${MOST_MESSAGES} messages from your account to your own phone, asks you to answer some of them, and tries what 99digital refuses. It stops at the first sign of a block. It may cost what your messages cost.`,
	);
	const settings = await readSettings(environment, person);
	return (await person.confirms(warning(settings))) ? settings : undefined;
}

const warning = ({ webhook, identity }: Settings): string =>
	webhook === ''
		? `Send to ${identity.phone}?`
		: `Send to ${identity.phone}, and lead the account’s webhook here for as long as the check runs?`;
