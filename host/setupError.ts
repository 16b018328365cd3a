/** Something went wrong that a person can mend: the message is one line and all they need to see. */
export class SetupError extends Error {
	override name = 'SetupError';
}
