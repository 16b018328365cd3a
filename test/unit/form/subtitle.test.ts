import { subtitleOf } from '../../../nodes/NinetyNineDigital/form/subtitle';
import { workflowWith, NODE } from '../../support/workflow';

const deeds = [
	{ operation: 'sendList', label: 'Send List' },
	{ operation: 'sendTemplate', label: 'Send Template' },
	{ operation: 'markAsRead', label: 'Send Read Receipt' },
	{ operation: 'get', label: 'Get business profile' },
];

/** As the canvas works it out: without items. */
function subtitle(parameters: Parameters<typeof workflowWith>[0]): unknown {
	const workflow = workflowWith(parameters);
	return workflow.expression.getSimpleParameterValue(workflow.getNode(NODE)!, subtitleOf(deeds), 'internal', {});
}

it.each([
	[{ operation: 'sendList', to: '050-123-4567' }, 'Send list to 050-123-4567'],
	[{ operation: 'sendList', to: '={{ $json.phone }}' }, 'Send list'],
	[{ operation: 'sendList', to: '' }, 'Send list'],
	[{ operation: 'sendList' }, 'Send list'],
	[{ operation: 'sendList', to: '050', options: { dryRun: true } }, 'Dry run: Send list to 050'],
	[{ operation: 'markAsRead', to: '050' }, 'Send read receipt to 050'],
	[{ operation: 'get' }, 'Get business profile'],
	[
		{ operation: 'sendTemplate', to: '050', template: { __rl: true, mode: 'list', value: 'order_shipped' } },
		'Send template order_shipped to 050',
	],
	[{ operation: 'sendTemplate', template: { __rl: true, mode: 'name', value: '={{ $json.name }}' } }, 'Send template'],
])('the subtitle of %j is %s', (parameters, words) => {
	expect(subtitle(parameters)).toBe(words);
});
