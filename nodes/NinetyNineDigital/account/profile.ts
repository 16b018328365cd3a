import { isSimplified } from '../form/toolOutput';
import { accountReasons } from '../messages/common';
import { byOneRequest, type AccountRead } from './accountRead';

/** Gets the business profile of the number: one item, all fields of the provider's response but how it ended. */
export const getProfile: AccountRead = {
	resource: { name: 'Profile', value: 'profile' },
	operation: 'get',
	label: 'Get',
	action: 'Get business profile',
	help: 'Get the business profile of the number, with its daily limit of messages',
	fields: [],
	read: byOneRequest({
		endpoint: 'getProfile',
		reasons: accountReasons,
		items(response, parameter) {
			if (!isSimplified(parameter)) return [response];
			const { status, reason, ...profile } = response;
			return [profile];
		},
	}),
};
