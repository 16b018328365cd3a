/** The names by which what the storm sends is found again in the sandbox's log and in n8n's executions. */

export const keyOf = (campaign: number, index: number): string => `campaign-${campaign}/${index}`;

export const questionOf = (number: number): string => `question-${number}`;

/** n8n's expressions for the texts; a campaign's also says which execution has sent it. */
export const campaignText = '=🎉 מבצע {{ $json.key }} @{{ $execution.id }}';
export const questionText = '=שאלה {{ $json.body.question }} ✋';

/** The key and the execution in a campaign's text. */
export function readKey(text: string): { key: string; execution: string } | undefined {
	const [, key, execution] = /(campaign-\d+\/\d+) @(\w+)/.exec(text) ?? [];
	return key !== undefined && execution !== undefined ? { key, execution } : undefined;
}

export const readQuestion = (text: string): string | undefined => /question-\d+(?= ✋)/.exec(text)?.[0];

/** The customers of campaigns, who also write by themselves. */
export const customer = (index: number): string => String(972_500_000_000 + index);

/** Each question has a customer of its own. */
export const askedCustomer = (question: number): string => String(972_530_000_000 + question);
