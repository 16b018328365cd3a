import type { FileType } from '../form/model';

const MB = 1024 * 1024;

/** What 99digital's pages allow in a header, and how large. */
export const headerFiles = [
	{ kind: 'image', types: ['image/jpeg', 'image/jpg'], endings: ['jpg', 'jpeg'], maxBytes: 5 * MB },
	{ kind: 'image', types: ['image/png'], endings: ['png'], maxBytes: 5 * MB },
	{ kind: 'video', types: ['video/mp4'], endings: ['mp4'], maxBytes: 16 * MB },
	{ kind: 'document', types: ['application/pdf'], endings: ['pdf'], maxBytes: 100 * MB },
] as const satisfies readonly FileType[];

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const sound = { kind: 'audio', maxBytes: 16 * MB } as const;
const document = { kind: 'document', maxBytes: 100 * MB } as const;

/** What Send File takes, by the endings of 99digital's page. Of sounds no page tells the size; this is WhatsApp's own. */
export const sendableFiles = [
	...headerFiles,
	{ kind: 'image', types: ['image/gif'], endings: ['gif'], maxBytes: 5 * MB },
	{ kind: 'video', types: ['video/3gpp'], endings: ['3gpp'], maxBytes: 16 * MB },
	{ kind: 'video', types: ['video/x-msvideo', 'video/avi'], endings: ['avi'], maxBytes: 16 * MB },
	{ ...sound, types: ['audio/mpeg', 'audio/mp3'], endings: ['mp3'] },
	{ ...sound, types: ['audio/ogg', 'audio/opus', 'application/ogg'], endings: ['ogg'] },
	{ ...sound, types: ['audio/amr'], endings: ['amr'] },
	{ ...sound, types: ['audio/aac', 'audio/x-aac'], endings: ['aac'] },
	{ ...document, types: ['application/msword'], endings: ['doc'] },
	{ ...document, types: [`${OFFICE}.wordprocessingml.document`], endings: ['docx'] },
	{ ...document, types: ['application/vnd.ms-excel'], endings: ['xls'] },
	{ ...document, types: [`${OFFICE}.spreadsheetml.sheet`], endings: ['xlsx'] },
	{ ...document, types: ['application/vnd.ms-powerpoint'], endings: ['ppt'] },
	{ ...document, types: [`${OFFICE}.presentationml.presentation`], endings: ['pptx'] },
	{ ...document, types: ['application/zip', 'application/x-zip-compressed'], endings: ['zip'] },
	{ ...document, types: ['text/plain'], endings: ['txt'] },
	{ ...document, types: ['application/vnd.rar', 'application/x-rar-compressed'], endings: ['rar'] },
] as const satisfies readonly FileType[];
