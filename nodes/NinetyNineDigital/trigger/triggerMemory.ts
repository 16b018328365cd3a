import type { IDataObject } from 'n8n-workflow';

import type { OpenQuestions } from '../sendAndWait/openQuestions';
import type { RegistrationMemory } from './registration/registration';
import type { SeenEvents } from './seenEvents';

/** What n8n keeps for the node in the workflow's static data. Only what is set at this level gets saved. */
export interface TriggerMemory extends RegistrationMemory, Writable<SeenEvents> {
	/** Questions of other workflows that any reply of the customer answers. */
	awaited?: OpenQuestions;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The memory of the node in this context, to be changed in place. */
export const memoryOf = (context: { getWorkflowStaticData(type: string): IDataObject }): TriggerMemory =>
	context.getWorkflowStaticData('node') as TriggerMemory;
