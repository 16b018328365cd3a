import type { IDataObject } from 'n8n-workflow';

import type { QuestionMemory } from '../sendAndWait/openQuestions';
import type { KeyMemory } from '../sendAndWait/token';
import type { LastEventMemory } from './lastEvent';
import type { RegistrationMemory } from './registration/registration';
import type { SeenEvents } from './seenEvents';
import type { WaitingMemory } from './waitingMessages';

/** What n8n keeps for the node in the workflow's static data. Only what is set at this level gets saved. */
export type TriggerMemory = RegistrationMemory &
	QuestionMemory &
	KeyMemory &
	LastEventMemory &
	WaitingMemory &
	Writable<SeenEvents>;

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The part of n8n's context, in a hook and in a webhook, that gives the node its memory. */
export interface MemoryContext {
	getWorkflowStaticData(type: string): IDataObject;
}

/** The memory of the node in this context, to be changed in place. */
export const memoryOf = (context: MemoryContext): TriggerMemory =>
	context.getWorkflowStaticData('node') as TriggerMemory;
