import type { Account, Exchange } from './account';
import { isOk, outcome } from './account';
import type { FactId } from './facts';
import type { Findings } from './findings';
import type { Event, Inbox } from './inbox';
import type { Person, Task } from './person';
import { formOf } from './unique';

/** What the person has chosen before the check begins. */
export interface Choices {
	/** An approved template without a file, with quick-reply buttons; '' to leave it out. */
	template: string;
	/** A link to a small PDF that everybody can open; '' to leave it out. */
	file: string;
	/** The public address of the inbox; '' when events are pasted. */
	webhook: string;
}

/** One check under way: who takes part, and what each step does with them. */
export class Walk {
	constructor(
		readonly account: Account,
		readonly inbox: Inbox,
		readonly person: Person,
		readonly findings: Findings,
		readonly choices: Choices,
	) {}

	/** Sends to the person's phone, and notes the response. A refusal is told, for none is expected. */
	async send(operation: string, body: Readonly<Record<string, unknown>>): Promise<Exchange> {
		const exchange = await this.account.ask(operation, { to: this.account.identity.phone, ...body });
		const { response } = exchange;
		if (!isOk(response)) this.refused(exchange);
		else {
			this.findings.noteShape(`${operation}.answer` as FactId, response);
			if (operation !== 'readStatus') this.findings.note('unique.answer', formOf(response.unique));
		}
		return exchange;
	}

	/** The customer's next message, once the person has done something on the phone. */
	async customerDoes(task: Task, words: string): Promise<Event | undefined> {
		if (!(await this.person.does(task, words))) return undefined;
		const event = await this.inbox.next('that message', ({ hook }) => hook === 'new');
		if (!event) this.person.tell('Nothing has arrived; going on without it.');
		return event;
	}

	private refused(exchange: Exchange): void {
		this.findings.add(`send.${exchange.operation}`, {
			...{ about: `A good ${exchange.operation}`, expected: 'taken', seen: outcome(exchange) },
			...{ verdict: 'different', rows: [`sandbox/operations: ${exchange.operation}`] },
		});
	}
}
