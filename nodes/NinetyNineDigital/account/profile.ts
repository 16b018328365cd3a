import { accountReasons } from '../messages/common';
import type { AccountRead } from './accountRead';

export const getProfile: AccountRead = {
	resource: { name: 'Profile', value: 'profile' },
	operation: 'get',
	label: 'Get',
	action: 'Get business profile',
	help: 'Get the business profile of the number, with its daily limit of messages',
	endpoint: 'getProfile',
	fields: [],
	items(answer, parameter) {
		if (parameter('simplify') === false) return [answer];
		const { status, reason, ...profile } = answer;
		return [profile];
	},
	reasons: accountReasons,
};
