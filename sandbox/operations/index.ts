import { getProfile, getWebhook, setWebhook } from './account';
import { sendButtons } from './buttons';
import { sendContact } from './contact';
import { sendFile } from './file';
import { getTemplates } from './getTemplates';
import { sendList } from './list';
import { sendLocation } from './location';
import { markAsRead } from './markAsRead';
import type { Operation } from './operation';
import { sendReaction } from './reaction';
import { sendTemplate } from './template';
import { sendMessage } from './text';

const all: readonly Operation[] = [
	...[sendButtons, sendList, sendTemplate, sendMessage, sendFile, sendLocation, sendContact, sendReaction],
	...[markAsRead, getTemplates, getProfile, getWebhook, setWebhook],
];

/** Every operation by the last part of its address. */
export const operations: ReadonlyMap<string, Operation> = new Map(all.map((operation) => [operation.name, operation]));
