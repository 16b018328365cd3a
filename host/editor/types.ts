/** A node as a workflow's JSON holds it. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	webhookId?: string;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
}

/** Node name → its outputs → the inputs each one feeds. */
export type Connections = Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }> | null> }>;

/** A workflow as it is exported and imported. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings?: Record<string, unknown>;
}

/** A workflow that n8n has stored. */
export interface Workflow extends WorkflowFile {
	id: string;
	/** What is stored now, which may be ahead of what is published. */
	versionId: string;
	active: boolean;
	/** What n8n keeps for its nodes between executions: `node:NAME` → what it remembers. */
	staticData?: Record<string, unknown> | null;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** What the editor shows under the credential's fields. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** One item that a node put out. */
export interface Item {
	json: Record<string, unknown>;
	pairedItem?: { item: number } | Array<{ item: number }>;
	error?: { message: string };
}

/** One run of one node: its outputs (null where nothing came out), or why it failed. */
export interface NodeRun {
	executionStatus: string;
	data?: { main: Array<Item[] | null> };
	error?: { message: string; description?: string | null };
}

export type ExecutionStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled' | 'unknown';

/** An execution as n8n stored it. */
export interface Execution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	/** Node name → its runs. */
	runs: Record<string, NodeRun[]>;
	/** Why the execution as a whole failed. */
	error?: { message: string; description?: string | null };
}
