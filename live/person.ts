/** Something that the person does on the phone. */
export type Task =
	| 'write'
	| 'tap'
	| 'pick'
	| 'tapTemplate'
	| 'react'
	| 'quote'
	| 'picture'
	| 'voice'
	| 'place'
	| 'failed';

/** Whoever runs the check, at a terminal or in a test. */
export interface Person {
	tell(words: string): void;
	/** @returns what was typed, trimmed */
	ask(question: string): Promise<string>;
	/** The same without showing what is typed. */
	askSecret(question: string): Promise<string>;
	/** @returns false when it cannot be done, such as a picture when there is none */
	does(task: Task, words: string): Promise<boolean>;
	/** A question to be answered with yes or no. */
	confirms(question: string): Promise<boolean>;
	/** Several lines, up to an empty one. */
	paste(words: string): Promise<string>;
}
