import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Puts the execution to sleep.
 *
 * When it wakes, n8n does not run the node again but puts out what stands in its input: what `webhook()` returned, or
 * without an answer what stands there now. `forwardAllOutputs` lets each input go to the output of its position, and
 * a source for each of them keeps the item linked to the one that came in.
 *
 * @param outputs what to put out if no answer comes
 */
export async function park(context: IExecuteFunctions, until: Date, outputs: INodeExecutionData[][]): Promise<void> {
	const task = context.getExecuteData();
	const [source] = task.source?.main ?? [];
	task.data.main = outputs;
	if (task.source && source) task.source.main = outputs.map(() => source);
	context.setMetadata({ forwardAllOutputs: true });
	await context.putExecutionToWait(until);
}
