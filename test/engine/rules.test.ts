import type { Template } from '../../sandbox/templates';
import { useJudge } from '../support/judge';
import { kindOf } from '../support/kinds';
import { filled, mapped, picked } from '../support/parameters';

const tenVariables: Template = {
	name: 'ten_variables',
	language: 'Hebrew',
	category: 1,
	status: 'approved',
	body: Array.from({ length: 10 }, (_, index) => `{{${index + 1}}}`).join(''),
};

const { provider, expectAccepted, expectRefused } = useJudge();

beforeEach(() => {
	const { templates } = provider.sandbox.provider;
	templates.replace([...templates.all(), tenVariables]);
});

describe('Send Buttons', () => {
	const kind = kindOf('sendButtons');
	const withTarget = (buttonTarget: string) => ({ ...filled.sendButtons, buttonType: 'action', buttonTarget });

	it.each(['https://www.google.com', 'http://www.google.com', '972501234567', '050-123-4567', 'john@example.com'])(
		'opens %s',
		async (target) => {
			await expectAccepted(kind, withTarget(target));
		},
	);

	it.each(['abcdefg', 'www.google.com', 'ftp://example.com', '12'])(
		'never asks the provider to open %s',
		async (target) => {
			await expectRefused(kind, withTarget(target), 'Button Target', target);
		},
	);

	it.each([
		[{ to: '12345' }, ['To', '12345']],
		[{ headerUrl: 'http://www.example.com/a.jpg' }, ['Header URL', 'https://']],
		[{ buttonType: 'action', buttonText: 'Shop 🛒' }, ['Button Text', 'emoji']],
		[{ countryCode: 'IL' }, ['Country Code', 'IL']],
	])('%j never reaches the provider', async (parameters, words) => {
		await expectRefused(kind, { ...filled.sendButtons, ...parameters }, ...words);
	});
});

describe('Send Template', () => {
	const kind = kindOf('sendTemplate');
	const bare = { to: filled.sendTemplate!.to, header: 'none' };
	const share = (length: number, last: number) => [...Array(9).fill('👋'.repeat(length)), 'ש'.repeat(last)];

	it.each([
		[
			'ten variables of 1024 characters together',
			{ template: picked('ten_variables'), variables: mapped(...share(100, 124)) },
		],
		['three spaces in a row', { template: picked('ten_variables'), variables: mapped(...Array(10).fill('a   b')) }],
		[
			'a coupon of 15 characters that ends',
			{
				template: picked('birthday_coupon'),
				variables: mapped('John'),
				couponCode: 'ש'.repeat(15),
				couponExpiration: '2090-01-31T18:00:00',
			},
		],
		['a one-time code of 15 characters', { template: picked('login_code'), otp: '0'.repeat(15) }],
	])('with %s is taken', async (_, parameters) => {
		await expectAccepted(kind, { ...bare, ...parameters });
	});

	it.each([
		['1025 characters', mapped(...share(100, 125)), ['Variables', '1025', '1024']],
		['an eleventh one', mapped(...Array(11).fill('a')), ['Variables', '11', '10']],
		['a new line', mapped('a', 'two\nlines'), ['Variable 2', 'new line']],
		['four spaces in a row', mapped('a    b'), ['Variable 1', '4 or more spaces']],
		['a gap', mapped('a', '', 'c'), ['Variable 2 is empty']],
	])('with variables of %s never reaches the provider', async (_, variables, words) => {
		await expectRefused(kind, { ...bare, template: picked('ten_variables'), variables }, ...words);
	});

	it.each([
		'2090-01-31T18:00:00',
		'={{ DateTime.fromISO("2090-01-31T18:00:00") }}',
		'={{ new Date(2090, 0, 31, 16) }}',
	])('ends its coupon at the time of the workflow: %s', async (couponExpiration) => {
		const coupon = { template: picked('birthday_coupon'), variables: mapped('John'), couponCode: 'SPRING' };
		const body = await expectAccepted(kind, { ...bare, ...coupon, couponExpiration });
		expect(body.couponExpiration).toBe(Date.UTC(2090, 0, 31, 16) / 1000);
	});

	it('without a name never reaches the provider', async () => {
		await expectRefused(kind, { ...bare, template: picked('={{ $json.missing }}') }, 'Template is empty');
	});

	it('with a time that is none never reaches the provider', async () => {
		await expectRefused(kind, { ...filled.sendTemplate, couponExpiration: 'soon' }, 'Coupon Expiration', 'soon');
	});
});
