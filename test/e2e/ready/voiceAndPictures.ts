import { randomUUID } from 'node:crypto';
import type { WorkflowFile } from '../../../host/editor/types';
import { startLlm, type Llm } from '../../support/n8n/llm';
import type { Ready } from '../../support/n8n/ready';
import { listening } from '../../support/server';
import type { ReadyWorld } from './readyWorld';

const MODEL = 'gpt-5-mini';

const files: Readonly<Record<string, [type: string, content: string]>> = {
	'/voice.ogg': ['audio/ogg', 'OggS «יש במידה 38?»'],
	'/boot.jpg': ['image/jpeg', 'a picture'],
};

/** The address of what 99digital would serve; a trigger takes files from nobody else. */
const startFiles = () =>
	listening(({ url = '' }, response) => {
		const [type, content] = files[url] ?? [];
		if (type === undefined) return response.writeHead(404).end();
		return response.setHeader('content-type', type).end(content);
	});

/** Puts a box behind the trigger that fetches the file, as the trigger does where the link leads to 99digital. */
function fetchBehindTrigger(file: WorkflowFile): void {
	const wrote = file.nodes.find(({ name }) => name === 'Customer writes')!;
	const link = "={{ $json.mediaUrl ?? 'http://127.0.0.1:9/' }}";
	const response = { response: { response: { responseFormat: 'file' } } };
	const fetch = { name: 'Fetch', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, position: wrote.position };
	file.nodes.push({
		...{ ...fetch, id: randomUUID(), parameters: { url: link, options: response } },
		onError: 'continueErrorOutput',
	});
	const [next] = file.connections['Customer writes']!.main!;
	file.connections.Fetch = { main: [next!, next!] };
	file.connections['Customer writes'] = { main: [[{ node: 'Fetch', type: 'main', index: 0 }]] };
}

export function voiceAndPictures(world: ReadyWorld): void {
	describe('answers', () => {
		let llm: Llm;
		let server: string;
		let ready: Ready;

		beforeEach(async () => {
			llm = await startLlm(({ messages }) => ({ text: `Heard: ${messages.at(-1)!.content}` }));
			server = await startFiles();
		});
		afterEach(() => llm.close());

		const publish = async (whisperUrl: string) => {
			const data = { apiKey: 'example', url: llm.url };
			const credentials = [await world.credential({ name: 'OpenAI', type: 'openAiApi', data })];
			const standIns = { '"value": ""': `"value": "${whisperUrl}"` };
			ready = await world.publish('voice-and-pictures', { credentials, standIns, change: fetchBehindTrigger });
			return world.customer('972521112233');
		};

		it('a voice note, a picture and a text by OpenAI, in one conversation, and says what it cannot open', async () => {
			const customer = await publish('');
			customer.phone.sendFile('ptt', `${server}/voice.ogg`);
			expect((await customer.receives(1)).text).toBe('Heard: יש במידה 38?');
			customer.phone.sendFile('image', `${server}/boot.jpg`, 'כאלה 👟');
			expect((await customer.receives(2)).text).toBe('Heard: [A picture: A brown boot, size 38.]\nכאלה 👟');
			customer.phone.write('Or in black?');
			expect((await customer.receives(3)).text).toBe('Heard: Or in black?');
			customer.phone.sendFile('ptt', `${server}/gone.ogg`);
			expect((await customer.receives(4)).text).toContain('I could not open this');
			await ready.green(4);

			const [{ path, form }] = llm.recordings as [Llm['recordings'][number]];
			expect([path, llm.recordings.length]).toEqual(['/v1/audio/transcriptions', 1]);
			expect(form).toContain('filename="voice.ogg"');
			const picture = Buffer.from('a picture').toString('base64');
			expect(llm.pictures).toEqual([expect.stringContaining(`data:image/jpeg;base64,${picture}`)]);
			expect(llm.pictures[0]).toContain(MODEL);
			const said = llm.requests.at(-1)!.messages.map(({ content }) => content);
			expect(said).toEqual(expect.arrayContaining(['יש במידה 38?', 'Heard: יש במידה 38?', 'Or in black?']));
		});

		it('a voice note by a Whisper at home, which OpenAI never hears', async () => {
			const customer = await publish(new URL('/inference', llm.url).href);
			customer.phone.sendFile('audio', `${server}/voice.ogg`);
			expect((await customer.receives(1)).text).toBe('Heard: יש במידה 38?');
			expect(llm.recordings.map(({ path }) => path)).toEqual(['/inference']);
			expect(llm.recordings[0]!.form).toContain('name="file"; filename="voice.ogg"');
			await ready.green(1);
		});
	});
}
