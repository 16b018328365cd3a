import fastify from 'fastify';

/** One function that the model may call, as OpenAI's chat completions describe it. */
export interface LlmTool {
	name: string;
	description: string;
	/** A JSON schema. */
	parameters: {
		properties: Record<string, { type: string; description?: string }>;
		required?: string[];
	};
}

export interface LlmMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

export interface LlmRequest {
	messages: LlmMessage[];
	tools: LlmTool[];
	/** All that arrived, headers and body, as text. */
	seen: string;
}

/** What the model answers: a call of a tool, or words. */
export type LlmAnswer = { tool: string; arguments: Record<string, unknown> } | { text: string };

export interface Llm {
	/** The base URL of an OpenAI credential. */
	url: string;
	/** What the model was asked, oldest first. */
	requests: LlmRequest[];
	close(): Promise<void>;
}

interface Body {
	model: string;
	messages: LlmMessage[];
	tools?: Array<{ function: LlmTool }>;
}

const completion = (model: string, index: number, message: object, reason: string) => ({
	id: `chatcmpl-${index}`,
	object: 'chat.completion',
	created: 1_760_000_000,
	model,
	choices: [{ index: 0, message: { role: 'assistant', content: null, ...message }, finish_reason: reason }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/**
 * Starts a server that stands in for a language model with OpenAI's chat completions.
 * @param script what it answers: to the first request, the second …, the last answer for all later ones; or to any
 */
export async function startLlm(script: readonly LlmAnswer[] | ((request: LlmRequest) => LlmAnswer)): Promise<Llm> {
	const app = fastify({ forceCloseConnections: true });
	const requests: LlmRequest[] = [];
	app.post<{ Body: Body }>('/v1/chat/completions', ({ headers, body }) => {
		const { model, messages, tools = [] } = body;
		const seen = JSON.stringify({ headers, body });
		const request: LlmRequest = { messages, tools: tools.map((tool) => tool.function), seen };
		const index = requests.push(request);
		const answer = typeof script === 'function' ? script(request) : script[Math.min(index, script.length) - 1]!;
		if ('text' in answer) return completion(model, index, { content: answer.text }, 'stop');
		const call = { name: answer.tool, arguments: JSON.stringify(answer.arguments) };
		const calls = [{ id: `call_${index}`, type: 'function', function: call }];
		return completion(model, index, { tool_calls: calls }, 'tool_calls');
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, requests, close: () => app.close() };
}

/** What the tools have told the model until then, oldest first. */
export const toolAnswers = ({ messages }: LlmRequest): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
