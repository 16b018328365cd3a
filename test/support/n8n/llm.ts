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
	/** Recordings that it wrote down: where each was posted to, and all that was posted, as Latin-1. */
	recordings: Array<{ path: string; form: string }>;
	/** What it was asked of pictures, as text. */
	pictures: string[];
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

/** Where OpenAI takes recordings, and where the server of whisper.cpp does. */
const TRANSCRIBERS = ['/v1/audio/transcriptions', '/inference'];

/**
 * Starts a server that stands in for a language model with OpenAI's chat completions, for its ears and eyes, and for a
 * Whisper at home. A recording is written down as the words that it has in place of sound.
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
	const recordings: Llm['recordings'] = [];
	const pictures: string[] = [];
	app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
	for (const path of TRANSCRIBERS) {
		app.post<{ Body: Buffer }>(path, ({ body }) => {
			recordings.push({ path, form: body.toString('latin1') });
			return { text: /«(.*)»/.exec(body.toString())?.[1] ?? '' };
		});
	}
	app.post('/v1/responses', ({ body }) => {
		pictures.push(JSON.stringify(body));
		const content = [{ type: 'output_text', text: 'A brown boot, size 38.', annotations: [] }];
		const output = [
			{ type: 'reasoning', summary: [] },
			{ type: 'message', role: 'assistant', content },
		];
		return { id: `resp-${pictures.length}`, object: 'response', status: 'completed', output };
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, requests, recordings, pictures, close: () => app.close() };
}

/** What the tools have told the model until then, oldest first. */
export const toolAnswers = ({ messages }: LlmRequest): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
