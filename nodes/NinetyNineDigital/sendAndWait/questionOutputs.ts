import {
	NodeConnectionTypes,
	SEND_AND_WAIT_OPERATION,
	type ExpressionString,
	type IDataObject,
	type INodeExecutionData,
} from 'n8n-workflow';

/** The number of a question's outputs: one per answer, or one for any reply, and one at the end for no answer. */
export const countFor = (answers: readonly unknown[]): number => Math.max(1, answers.length) + 1;

/** One item on one of so many outputs. */
export const onOutput = (item: INodeExecutionData, position: number, count: number): INodeExecutionData[][] =>
	Array.from({ length: count }, (_, index) => (index === position ? [item] : []));

const facts = { type: NodeConnectionTypes.Main, operation: SEND_AND_WAIT_OPERATION };

/** Runs inside an n8n expression, in the editor too, so that it may use nothing but its parameters. */
function labelledOutputs(parameters: IDataObject, { type, operation }: typeof facts) {
	if (parameters.operation !== operation) return [{ type }];
	const listed = (list: unknown, label: string, key: string) =>
		(Array.isArray(list) ? list : [{}]).map((entry: IDataObject, index) => {
			const text = String(entry[key] ?? '');
			return text === '' || text.startsWith('=') ? `${label} ${index + 1}` : text;
		});
	const answers = () => {
		const { responseType, approvalType, approveLabel, disapproveLabel, buttons, items } = parameters;
		if (responseType === 'anyReply') return ['Reply'];
		if (responseType === 'buttons') return listed((buttons as IDataObject | undefined)?.button, 'Button', 'text');
		if (responseType === 'list') return listed((items as IDataObject | undefined)?.item, 'Row', 'title');
		const labels = listed([{ text: approveLabel }, { text: disapproveLabel }], 'Button', 'text');
		return approvalType === 'single' ? labels.slice(0, 1) : labels;
	};
	return [...answers(), 'No Answer'].map((displayName) => ({ type, displayName }));
}

/** The expression with which n8n finds the outputs and their labels from the node's parameters. */
export const questionOutputsExpression: ExpressionString = `={{(${labelledOutputs})($parameter, ${JSON.stringify(facts)})}}`;
