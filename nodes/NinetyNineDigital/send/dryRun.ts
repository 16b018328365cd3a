import type { IDataObject } from 'n8n-workflow';

import { shownFiles } from '../files/fileLink';
import type { MessageKind } from '../form/model';
import { toJson, type Failure } from '../run/failure';
import type { Outcome } from '../run/outcome';
import { needsTemplates, preview } from '../templates/preview';
import { listTemplates, type TemplateList } from '../templates/templateList';
import type { PostContext } from '../transport/post';
import type { Message } from './message';

/** Gives the templates of the account, which is asked at most once, and only if somebody wants to know. */
export type TemplateReader = () => Promise<TemplateList>;

/**
 * A reader for one run of the node: it asks the account when it is first called, and gives the same list from then on.
 *
 * @returns a reader that throws NodeOperationError if the node has no credential
 */
export function templateReader(context: PostContext): TemplateReader {
	let list: Promise<TemplateList> | undefined;
	return () => (list ??= listTemplates(context));
}

/**
 * What sending would do, for an item that has no issues: its text and its request, and the same for the message that
 * would go out if the window is closed. Sends nothing.
 */
export async function dryRun(
	kind: MessageKind,
	{ body, fallbackBody }: Message,
	templates: TemplateReader,
): Promise<Outcome> {
	const { fallback } = kind;
	const instead =
		fallback && fallbackBody ? { ifWindowClosed: await rehearse(fallback.kind, fallbackBody, templates) } : {};
	const rehearsal = await rehearse(kind, body, templates);
	const json = { dryRun: true, sent: 'no', operation: kind.operation, to: body.to, ...rehearsal, ...instead };
	return { done: true, idle: 'dry', json: [json] };
}

/** What stands in the way of sending an item. */
export const invalidDryRun = (kind: MessageKind, failure: Failure, itemIndex: number): Outcome => ({
	done: true,
	idle: 'invalid',
	json: [{ dryRun: true, operation: kind.operation, ...toJson(failure, itemIndex) }],
});

async function rehearse(kind: MessageKind, request: IDataObject, templates: TemplateReader): Promise<IDataObject> {
	const body = shownFiles(request);
	const { sentAs } = kind;
	if (!needsTemplates(kind)) return { sentAs, ...preview(kind, body, []), body };
	const list = await templates();
	if ('missing' in list) return { sentAs, note: `The text of the template is not known: ${list.missing}`, body };
	return { sentAs, ...preview(kind, body, list.templates), body };
}
