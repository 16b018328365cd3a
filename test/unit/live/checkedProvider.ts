import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { Account, type Identity } from '../../../live/account';
import { check } from '../../../live/check';
import { Findings, type Finding } from '../../../live/findings';
import { ListeningInbox, type Event } from '../../../live/inbox';
import type { Person, Task } from '../../../live/person';
import { Walk } from '../../../live/walk';
import { Provider } from '../../../sandbox/provider';

export const identity: Identity = { apiKey: 'k3y-of-mine', from: '972779876543', phone: '972541112233' };

export const FILE = 'https://files.example.org/menu.pdf';

type Json = Record<string, unknown>;

/** How this provider differs from the sandbox. Each takes what the sandbox would do and gives what is done instead. */
export interface Difference {
	request?: (operation: string, body: Json) => Json;
	answer?: (operation: string, answer: Json, body: Json) => Json;
	httpStatus?: (answer: Json) => number;
	/** The text that is answered in place of any JSON. */
	text?: (operation: string) => string | undefined;
	/** Breaks the connection instead of answering. */
	breaks?: (operation: string) => boolean;
	event?: (event: Json) => Json;
	/** What the person says to a question. */
	confirms?: (question: string) => boolean;
	/** What else happens when the person has done something. */
	after?: (provider: Provider, task: Task) => void;
}

/** The person with the phone in hand: does what it is told on the sandbox's phone. */
function personOf(provider: Provider, { confirms = () => true, after }: Difference): Person {
	const phone = provider.phone(identity.phone);
	const customer = provider.accounts.get().customers.at(identity.phone);
	const latest = () => customer.messages.filter(({ by }) => by === 'business').at(-1)?.unique ?? '';
	const acts: Readonly<Record<Task, () => unknown>> = {
		write: () => phone.write('שלום, זו דנה כהן'),
		tap: () => phone.tap('check_yes'),
		pick: () => phone.pick('check_sales'),
		tapTemplate: () => phone.tap('Move'),
		react: () => phone.react('👍'),
		quote: () => phone.write('דנה מצטטת', latest()),
		picture: () => phone.sendFile('image', 'https://api.99digital.co.il/whatsapp/myfile/972779876543/a.jpg'),
		voice: () => phone.sendFile('ptt', 'https://api.99digital.co.il/whatsapp/myfile/972779876543/a.ogg'),
		place: () => phone.sendLocation(32.0853, 34.7818),
		failed: () => provider.fail(latest(), 6),
	};
	return {
		tell: () => undefined,
		ask: async () => '',
		askSecret: async () => '',
		paste: async () => '',
		confirms: async (question) => confirms(question),
		async does(task) {
			if (task === 'tap') for (const ack of [1, 2, 3] as const) provider.acknowledge(latest(), ack);
			acts[task]();
			after?.(provider, task);
			return true;
		},
	};
}

/** One whole check of a provider that differs in something. */
export async function checked(difference: Difference = {}) {
	const post = async (url: string, json: string): Promise<number> => {
		const event = JSON.parse(json) as Json;
		return (await axios.post(url, difference.event?.(event) ?? event)).status;
	};
	const provider = new Provider({ accounts: [identity], post });
	Object.assign(provider.accounts.get().customers.at(identity.phone), { name: 'Dana Cohen' });
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			const operation = request.url?.split('/').at(-1) ?? '';
			if (difference.breaks?.(operation)) return void request.socket.destroy();
			const asked = JSON.parse(text) as Json;
			const { wire } = provider.receive(operation, JSON.stringify(difference.request?.(operation, asked) ?? asked));
			if (wire.kind !== 'response') throw new Error(`No answer but ${wire.kind}`);
			const given = JSON.parse(wire.body) as Json;
			const answer = difference.answer?.(operation, given, asked) ?? given;
			response.writeHead(difference.httpStatus?.(answer) ?? wire.status);
			response.end(difference.text?.(operation) ?? JSON.stringify(answer));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const inbox = new ListeningInbox(2000);
	const port = await inbox.listen(0);

	const account = new Account(identity, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const findings = new Findings();
	const webhook = `http://127.0.0.1:${port}${inbox.path}`;
	const choices = { template: 'appointment_reminder', file: FILE, webhook };
	const stopped = await check(new Walk(account, inbox, personOf(provider, difference), findings, choices));
	const events: readonly Event[] = inbox.events;
	await inbox.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	provider.close();
	return { stopped, findings: findings.all(), account, events, provider };
}

export const departing = (findings: readonly Finding[]): Finding[] =>
	findings.filter(({ verdict }) => verdict === 'different' || verdict === 'new');
