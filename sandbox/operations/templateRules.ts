import { numbered, text, type Body } from '../body';
import { characters, isBlank, isMediaLink } from '../formats';
import type { MediaKind } from '../messages';
import { AUTHENTICATION, fill, variableCount, type Template } from '../templates';

export const reasons = {
	whatsAppError: 6,
	unknownTemplate: 12,
	headerLinkMissing: 14,
	headerVariableMissing: 15,
	badVariables: 17,
	websiteVariableMissing: 18,
	tooLong: 19,
	badCoupon: 20,
	rateLimit: 22,
	badOtp: 23,
	unreachableLink: 24,
} as const;

export const variableKeys = numbered('bodyVariable', 10);
export const websiteKeys = ['websiteVariable', 'websiteVariable2'] as const;

const NO_HEADER = '1';
const headerTypes: Readonly<Record<string, MediaKind>> = { 3: 'image', 4: 'video', 5: 'document' };
const MAX_BODY = 1024;
const MAX_CODE = 15;

type Rule = (template: Template, body: Body, now: number) => number | undefined;

/** The reason a template may not go out with this body, if there is one. `now` is milliseconds since 1970. */
export function templateRefusal(template: Template, body: Body, now: number): number | undefined {
	for (const rule of rules) {
		const reason = rule(template, body, now);
		if (reason) return reason;
	}
	return undefined;
}

/** The variables given for a template's body, `values[0]` for `{{1}}`. */
const bodyVariables = (body: Body): string[] => variableKeys.filter((key) => key in body).map((key) => text(body, key));

/** A template's text as the customer reads it. WhatsApp writes the text of one-time codes, and the code into it. */
export const shownText = ({ category, body: wanted }: Template, body: Body): string =>
	fill(wanted, category === AUTHENTICATION ? [text(body, 'otp')] : bodyVariables(body));

/** The page names only rejected templates; other states that cannot be sent are refused alike. */
const approval: Rule = ({ status }) => (status.toLowerCase() === 'approved' ? undefined : reasons.whatsAppError);

/** Guess: media for a template that has none is WhatsApp's error, since the page lists no reason for it. */
const header: Rule = ({ header: wanted }, body) => {
	const given = text(body, 'headerType');
	if (!wanted || wanted.type === 'text') return given === NO_HEADER ? undefined : reasons.whatsAppError;
	if (headerTypes[given] !== wanted.type) return reasons.headerLinkMissing;
	return isMediaLink(text(body, 'headerLink')) ? undefined : reasons.headerLinkMissing;
};

const headerVariable: Rule = ({ header: wanted }, body) => {
	if (wanted?.type !== 'text' || variableCount(wanted.text) === 0) return undefined;
	const value = text(body, 'headerVariable');
	return isBlank(value) || /[*_~`]/.test(value) ? reasons.headerVariableMissing : undefined;
};

/**
 * As many as were used when the template was made: none for one-time codes, whose text WhatsApp writes. Guess: a new
 * line or a run of four spaces in a variable has no reason of its own, so the variables' reason stands in.
 */
const variables: Rule = ({ category, body: wanted }, body) => {
	const expected = variableKeys.slice(0, category === AUTHENTICATION ? 0 : variableCount(wanted));
	const given = variableKeys.filter((key) => key in body);
	if (given.join() !== expected.join()) return reasons.badVariables;
	const values = bodyVariables(body);
	return values.some((value) => isBlank(value) || /[\r\n]| {4}/.test(value)) ? reasons.badVariables : undefined;
};

const websites: Rule = ({ buttons = [] }, body) => {
	const addresses = buttons.flatMap((button) => (button.type === 'website' ? [button.url] : []));
	const missing = addresses.some((url, index) => variableCount(url) > 0 && isBlank(websiteVariable(body, index)));
	return missing ? reasons.websiteVariableMissing : undefined;
};

const length: Rule = (template, body) =>
	characters(shownText(template, body)) > MAX_BODY ? reasons.tooLong : undefined;

const coupon: Rule = (template, body, now) => {
	if (!template.coupon) return undefined;
	if (!isCode(text(body, 'couponCode'))) return reasons.badCoupon;
	if (!template.coupon.expires) return undefined;
	const expiration = text(body, 'couponExpiration');
	return /^\d{10}$/.test(expiration) && Number(expiration) * 1000 > now ? undefined : reasons.badCoupon;
};

const otp: Rule = ({ category }, body) =>
	category === AUTHENTICATION && !isCode(text(body, 'otp')) ? reasons.badOtp : undefined;

const rules: readonly Rule[] = [approval, header, headerVariable, variables, websites, length, coupon, otp];

/** The variable of a template's first or second website, '' where none is given. */
export const websiteVariable = (body: Body, index: number): string => {
	const key = websiteKeys[index];
	return key ? text(body, key) : '';
};

const isCode = (value: string): boolean => !isBlank(value) && characters(value) <= MAX_CODE;
