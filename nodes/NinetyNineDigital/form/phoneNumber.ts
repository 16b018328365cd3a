import metadata from 'libphonenumber-js/min/metadata';

/** How the library of phone numbers writes down a country, a list of facts: which of them stands where. */
const FACT = {
	callingCode: 0,
	pattern: 2,
	lengths: 3,
	prefix: 5,
	prefixPattern: 7,
	prefixRule: 8,
	start: 10,
	types: 11,
};

/** The numbers of a country, or of a calling code that belongs to none. */
type Plan = readonly unknown[];

/** A pattern, and the lengths it is for where these are not all of the plan's. */
type NumberType = [pattern: string, lengths?: number[]];

/** A number, and how well it fits its country. */
export interface PhoneNumber {
	/** international digits without `+` */
	digits: string;
	/** whether numbers of this length exist there */
	isPossible: boolean;
	/** whether there are numbers that begin so */
	isValid: boolean;
}

const plansOfCountries: Record<string, Plan | undefined> = metadata.countries;
const plansOfNoCountry: Record<string, Plan | undefined> =
	(metadata as { nonGeographic?: Record<string, Plan> }).nonGeographic ?? {};
const countriesByCode: Record<string, readonly string[] | undefined> = metadata.country_calling_codes;

const MAX_CALLING_CODE = 3;
const MIN_DIGITS = 3;
const NATIONAL_DIGITS = { min: 2, max: 17 };

/** Whether a country has this calling code, e.g. `972`. */
export const isCallingCode = (digits: string): boolean => Object.hasOwn(countriesByCode, digits);

/**
 * An international number.
 *
 * @param digits without `+`
 * @returns undefined if no calling code begins so, or nothing follows it
 */
export function readInternational(digits: string): PhoneNumber | undefined {
	if (digits.length < MIN_DIGITS) return undefined;
	const codes = Array.from({ length: MAX_CALLING_CODE }, (_, index) => digits.slice(0, index + 1));
	const code = codes.find((start) => planOfCode(start) !== undefined);
	return code === undefined ? undefined : readNational(digits.slice(code.length), code);
}

/**
 * A number as it is dialled inside a country, or an international one of that country.
 *
 * @param callingCode of the country, e.g. `972`
 * @returns undefined if no country has this calling code, or the number has a single digit
 */
export function readInCountry(digits: string, callingCode: string): PhoneNumber | undefined {
	const plan = planOfCode(callingCode);
	if (!plan || digits.length < NATIONAL_DIGITS.min) return undefined;
	return readNational(withoutCallingCode(digits, callingCode, plan), callingCode);
}

/** Digits that fit as a national number keep what looks like their calling code. */
function withoutCallingCode(digits: string, callingCode: string, plan: Plan): string {
	if (!digits.startsWith(callingCode)) return digits;
	const shorter = digits.slice(callingCode.length);
	const national = withoutPrefix(digits, plan);
	const fitsShorter = !fits(national, plan) && fits(withoutPrefix(shorter, plan), plan);
	return fitsShorter || national.length > Math.max(...lengthsOf(plan)) ? shorter : digits;
}

function readNational(dialled: string, callingCode: string): PhoneNumber | undefined {
	const planOfAll = planOfCode(callingCode)!;
	const national = withoutPrefix(dialled, planOfAll);
	if (national.length < NATIONAL_DIGITS.min || national.length > NATIONAL_DIGITS.max) return undefined;
	const plan = planOfNumber(national, callingCode) ?? planOfAll;
	return {
		digits: callingCode + national,
		isPossible: lengthsOf(plan).includes(national.length),
		isValid: typesOf(plan).length > 0 ? hasType(national, plan) : fits(national, plan),
	};
}

/** Takes off the zero or whatever is dialled first inside the country, or adds the area that its people leave out. */
function withoutPrefix(dialled: string, plan: Plan): string {
	const prefix = plan[FACT.prefixPattern] || plan[FACT.prefix];
	if (!prefix) return dialled;
	const pattern = new RegExp(`^(?:${prefix})`);
	const found = pattern.exec(dialled);
	if (!found) return dialled;
	const hasRule = found.length > 1 && found.at(-1) && plan[FACT.prefixRule];
	const bare = dialled.replace(pattern, hasRule ? String(plan[FACT.prefixRule]) : '');
	if (bare === dialled || (fits(dialled, plan) && !fits(bare, plan))) return dialled;
	const lengths = lengthsOf(planOfNumber(bare, String(plan[FACT.callingCode])) ?? plan);
	return lengths.includes(bare.length) || bare.length > Math.max(...lengths) ? bare : dialled;
}

function planOfCode(callingCode: string): Plan | undefined {
	const [main] = countriesByCode[callingCode] ?? [];
	return main === undefined ? plansOfNoCountry[callingCode] : plansOfCountries[main];
}

/** Of the countries that share a calling code, the one whose number it is; undefined if it is nobody's. */
function planOfNumber(national: string, callingCode: string): Plan | undefined {
	const plans = (countriesByCode[callingCode] ?? []).map((country) => plansOfCountries[country]!);
	if (plans.length === 1) return plans[0];
	return plans.find((plan) => {
		const start = plan[FACT.start];
		return start ? new RegExp(`^(?:${start})`).test(national) : hasType(national, plan);
	});
}

const lengthsOf = (plan: Plan) => plan[FACT.lengths] as number[];

const typesOf = (plan: Plan) => ((plan[FACT.types] || []) as Array<NumberType | 0>).filter((type) => type !== 0);

const matches = (text: string, pattern: unknown) => new RegExp(`^(?:${pattern})$`).test(text);

const fits = (national: string, plan: Plan) => matches(national, plan[FACT.pattern]);

const hasType = (national: string, plan: Plan) =>
	fits(national, plan) &&
	typesOf(plan).some(
		([pattern, lengths]) =>
			pattern !== '' && (lengths || lengthsOf(plan)).includes(national.length) && matches(national, pattern),
	);
