import type { MessageKind } from '../form/model';
import { buttons } from './buttons';
import { contact } from './contact';
import { file } from './file';
import { list } from './list';
import { location } from './location';
import { read } from './markAsRead';
import { reaction } from './reaction';
import { template } from './template';
import { text } from './text';

/** Every kind of message, in the order of the screen, which n8n wants to be that of the alphabet. */
export const messageKinds: readonly MessageKind[] = [
	buttons,
	contact,
	file,
	list,
	location,
	reaction,
	read,
	template,
	text,
];
