import { readFile } from 'node:fs/promises';
import { withAddresses } from '../../../host/editor/addresses';
import { executionIds, finishedExecution, listExecutions, runManually } from '../../../host/editor/executions';
import type { Credential, Execution, ExecutionStatus, Workflow, WorkflowFile } from '../../../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../../../host/editor/workflows';
import { localHttp } from '../../../host/localHttp';
import { poll } from '../../../host/poll';
import { inProject } from '../../../host/project';
import type { Connected } from '../../../host/world';

const PACKAGE = 'n8n-nodes-99digital.';

const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/** No hour is to strike in the midst of a test. */
const FAR_AWAY = { field: 'months', monthsInterval: 1, triggerAtDayOfMonth: new Date().getDate() < 15 ? 28 : 14 };

export interface ReadyOptions {
	/** What a person would choose in the boxes that need a credential of another service. */
	credentials?: readonly Credential[];
	/** Addresses of other services → the servers that stand in for them. */
	standIns?: Readonly<Record<string, string>>;
	/** What else is another before it is imported. */
	change?: (file: WorkflowFile) => void;
}

/** The path of a ready workflow, a file that a person imports. */
export const readyFile = (name: string): string => inProject('examples', `${name}.json`);

/** Which credential a box asks for, if it asks for one. */
export function neededCredential({ type, parameters }: WorkflowFile['nodes'][number]): string | undefined {
	if (type.startsWith(PACKAGE)) return 'ninetyNineDigitalApi';
	const { nodeCredentialType, authentication } = parameters;
	if (/\.(lmChatOpenAi|openAi)$/.test(type)) return 'openAiApi';
	if (typeof nodeCredentialType === 'string') return nodeCredentialType;
	if (authentication === 'headerAuth') return 'httpHeaderAuth';
	return authentication === 'basicAuth' ? 'httpBasicAuth' : undefined;
}

/** A ready workflow of examples/ in a real n8n, as it is but for its credentials, which are chosen, and its schedule. */
export class Ready {
	private constructor(
		private readonly world: Connected,
		readonly workflow: Workflow,
	) {}

	/** Imports and publishes it. */
	static async publish(world: Connected, name: string, options: ReadyOptions = {}): Promise<Ready> {
		const { credentials = [], standIns = {}, change } = options;
		let source = await readFile(readyFile(name), 'utf8');
		for (const [service, standIn] of Object.entries(standIns)) source = source.replaceAll(service, standIn);
		const file = withAddresses(JSON.parse(source) as WorkflowFile);
		change?.(file);
		for (const node of file.nodes) {
			if (node.type === SCHEDULE) node.parameters.rule = { interval: [FAR_AWAY] };
			const wanted = neededCredential(node);
			const credential = [world.credential, ...credentials].find(({ type }) => type === wanted);
			if (credential) node.credentials = { [credential.type]: { id: credential.id, name: credential.name } };
		}
		const workflow = await createAndPublish(world.session, file);
		return new Ready(world, workflow);
	}

	unpublish(): Promise<void> {
		return unpublishWorkflow(this.world.session, this.workflow);
	}

	/** The production address of a box that waits for posts. */
	address(node: string): string {
		const { parameters } = this.workflow.nodes.find(({ name }) => name === node)!;
		return `${this.world.n8n.url}/webhook/${String(parameters.path)}`;
	}

	/** The production address of the page that a box makes. */
	formAddress(node: string): string {
		const { webhookId } = this.workflow.nodes.find(({ name }) => name === node)!;
		return `${this.world.n8n.url}/form/${webhookId}`;
	}

	/** Posts to a box as another system does. */
	async post(node: string, body: unknown, headers: Record<string, string> = {}) {
		return await localHttp.post<unknown>(this.address(node), body, { headers, validateStatus: () => true });
	}

	/**
	 * Fills in the page that a box makes, and sends it off, as a browser does.
	 * @param values in the order of the fields
	 */
	async fill(node: string, values: readonly string[]) {
		const fields = Object.fromEntries(values.map((value, index) => [`field-${index}`, value]));
		return await localHttp.postForm<unknown>(this.formAddress(node), fields, { validateStatus: () => true });
	}

	/** Runs it by hand from one of its triggers. */
	async run(trigger: string): Promise<Execution> {
		const { session } = this.world;
		return await finishedExecution(session, await runManually(session, this.workflow, trigger));
	}

	/** How many runs there have been, up to 100. */
	async runs(): Promise<number> {
		return (await executionIds(this.world.session, this.workflow)).length;
	}

	/** Waits until there have been so many runs and all have ended, and gives what became of them. */
	async ended(count: number): Promise<ExecutionStatus[]> {
		const listed = () => listExecutions(this.world.session, this.workflow);
		const found = await poll(
			async () => {
				const runs = await listed();
				const isOver = runs.every(({ status }) => !['new', 'running', 'waiting', 'unknown'].includes(status));
				return runs.length >= count && isOver ? runs : undefined;
			},
			{ what: `${count} ended runs of "${this.workflow.name}"` },
		);
		return found.map(({ status }) => status);
	}

	/** Waits until there have been so many runs, each of them green. */
	async green(count: number): Promise<Execution[]> {
		const { session } = this.world;
		const ids = await poll(
			async () => {
				const found = await executionIds(session, this.workflow);
				return found.length >= count ? found : undefined;
			},
			{ what: `${count} runs of "${this.workflow.name}"` },
		);
		const executions = await Promise.all(ids.map((id) => finishedExecution(session, id)));
		expect(executions.map(({ status, error }) => ({ status, error: error?.message }))).toEqual(
			Array.from({ length: count }, () => ({ status: 'success', error: undefined })),
		);
		return executions;
	}
}
