import { createRunExecutionData, type IDataObject, type NodeHint } from 'n8n-workflow';

import { hints } from '../../../nodes/NinetyNineDigital/send/editorHints';
import { NODE, workflowWith } from '../../support/workflow';

/** The first words of the hints that n8n's editor would show, worked out as there: without items it shows none of `$input`. */
function shown(parameters: IDataObject, items: IDataObject[]): string[] {
	const workflow = workflowWith(parameters);
	const input = items.map((json) => ({ json }));
	const run = createRunExecutionData();
	const isMet = ({ displayCondition }: NodeHint): unknown => {
		try {
			return workflow.expression.getParameterValue(displayCondition!, run, 0, 0, NODE, input, 'manual', {});
		} catch (cause) {
			expect(cause).toMatchObject({ message: 'No execution data available' });
			return false;
		}
	};
	expect(hints.map((hint) => typeof isMet(hint))).toEqual(hints.map(() => 'boolean'));
	return hints.filter(isMet).map(({ message }) => message.split(' ').slice(0, 2).join(' '));
}

const text = { operation: 'sendText', to: '={{ $json.phone }}', body: 'Hi', windowClosed: 'sendTemplate' };

const two = [{ phone: '050-123-4567' }, { phone: '050-123-4568' }];

const mapper = (value: IDataObject | null, ...required: boolean[]) => ({
	operation: 'sendTemplate',
	template: { __rl: true, mode: 'list', value: 'order_shipped' },
	to: '={{ $json.phone }}',
	variables: {
		mappingMode: 'defineBelow',
		value,
		schema: required.map((asked, index) => ({ id: `bodyVariable${index + 1}`, required: asked })),
	} as IDataObject,
});

it.each<[string, IDataObject, IDataObject[], string[]]>([
	['a good start', text, two, []],
	['one number for two items', { ...text, to: '050-123-4567' }, two, ['All items']],
	['one number for one item', { ...text, to: '050-123-4567' }, [{}], []],
	['a field that is not there', { ...text, to: '={{ $json.fone }}' }, two, ['To comes']],
	['no items yet', { ...text, to: '={{ $json.fone }}' }, [], []],
	['many items and no fallback', { ...text, windowClosed: 'fail' }, two, ['Customers who']],
	['one item and no fallback', { ...text, windowClosed: 'fail' }, [two[0]!], []],
	['an empty variable', mapper({ bodyVariable1: 'Dana', bodyVariable2: null }, true, true), two, ['A variable']],
	['no variables at all', mapper(null, true), two, ['A variable']],
	['variables that may stay empty', mapper({ bodyVariable1: 'Dana' }, false, false), two, []],
	['all variables', mapper({ bodyVariable1: 'Dana', bodyVariable2: '={{ 1 }}' }, true, true), two, []],
	['variables by name', { ...mapper(null), variables: { mappingMode: 'autoMapInputData' } }, two, []],
	['the templates of the account', { resource: 'template', operation: 'getMany' }, two, []],
])('before it runs, the node hints at %s', (_, parameters, items, words) => {
	expect(shown(parameters, items)).toEqual(words);
});
