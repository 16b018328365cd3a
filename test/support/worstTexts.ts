const repeated = (text: string, length: number) => text.repeat(Math.ceil(length / text.length));

/** Makes a text of about so many characters. */
type Make = (length: number) => string;

const any: Readonly<Record<string, Make>> = {
	'white space': (length) => repeated(' \n', length),
	'white space before a letter': (length) => `${repeated(' ', length)}x`,
	'digits, one of them no digit': (length) => `${repeated('1', length)}x`,
	'a link and a space': (length) => `https://${repeated('a.', length)} `,
	'emoji with a skin tone': (length) => repeated('👋🏽', length),
};

/** Each makes some pattern look at the rest of the text again and again, if the pattern lets it. */
export const worstAnywhere: ReadonlyArray<[name: string, make: Make]> = Object.entries(any);

/** For the patterns of the forms. */
export const worstInForms: ReadonlyArray<[name: string, make: Make]> = Object.entries({
	...any,
	'a host without end': (length: number) => `a@${repeated('a.', length)}`,
	'a name without end': (length: number) => `${repeated('a', length)}@`,
	'many @': (length: number) => repeated('a@', length),
	'a number without end': (length: number) => `+972${repeated(' 50-', length)}x`,
	'zeros in brackets': (length: number) => `${repeated('(0)', length)}x`,
	'dates without end': (length: number) => `${repeated('2027-01-31T', length)}Z`,
});

/** For the patterns of a question and its page. */
export const worstInQuestions: ReadonlyArray<[name: string, make: Make]> = Object.entries({
	...any,
	'marks that open': (length: number) => repeated('*א ', length),
	'marks of three kinds': (length: number) => repeated('*a_b~c ', length),
	'marks alone': (length: number) => repeated('**', length),
	'braces that open': (length: number) => repeated('{{', length),
	'quotes and backslashes': (length: number) => repeated('\\"', length),
	'marks of direction': (length: number) => repeated('\u202Ea', length),
});

/** For the patterns of an event. */
export const worstInEvents: ReadonlyArray<[name: string, make: Make]> = Object.entries({
	...any,
	'hex digits': (length: number) => repeated('9F', length),
	'base64 of hex digits': (length: number) => Buffer.from(repeated('9F0A ', (length * 3) / 4)).toString('base64'),
	commas: (length: number) => repeated(',', length),
	'a token without end': (length: number) => `n8n:/a${repeated('/a?a=b&', length)}~`,
	'marks of direction': (length: number) => repeated('\u202Ea', length),
});
