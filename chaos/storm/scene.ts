import type { Crm } from '../crm';
import type { EventPost, Fault, ForgedPost, Question } from '../evidence/evidence';
import type { Stage } from '../stage/stage';
import type { Workflows } from '../workflows';

/** A storm while it blows: where, and what has come about until now. */
export interface Scene {
	stage: Stage;
	crm: Crm;
	workflows: Workflows;
	faults: Fault[];
	/** What the storm has posted once more, by the event's id. */
	repeats: Array<{ event: string; post: EventPost }>;
	forgeries: ForgedPost[];
	/** By number. */
	questions: Map<number, Pick<Question, 'name' | 'style' | 'answers'>>;
	/** How many keys each campaign has used. */
	keys: number[];
	/** Tells a person what happens. */
	say(line: string): void;
}
