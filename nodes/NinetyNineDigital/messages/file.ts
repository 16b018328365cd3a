import type { MessageKind } from '../form/model';
import { freeFormRows, templateFallback } from './closedWindow';
import { FILE_HELP, headerFrom, recipient, sessionReasons } from './common';
import { sendableFiles } from './fileTypes';

export const file = {
	resource: 'message',
	operation: 'sendFile',
	label: 'Send File',
	action: 'Send file or image',
	help: 'Send a picture, film, recording or document; WhatsApp shows it according to the ending of its name',
	endpoint: 'sendFile',
	sentAs: 'file',
	window: 'session',
	rows: [
		recipient,
		{ ...headerFrom, name: 'fileFrom', label: 'File From', when: undefined },
		{
			type: 'text',
			name: 'fileUrl',
			label: 'File URL',
			wire: 'body',
			required: true,
			when: { fileFrom: ['url'] },
			format: 'httpsUrl',
			placeholder: 'e.g. https://www.example.com/invoice.pdf',
			help: 'Public link to the file, such as JPG, PNG, MP4, MP3, OGG (a voice note), PDF, DOCX, XLSX or ZIP',
		},
		{
			type: 'file',
			name: 'binaryField',
			label: 'Input Binary Field',
			wire: 'body',
			required: true,
			when: { fileFrom: ['binary'] },
			default: 'data',
			types: sendableFiles,
			help: FILE_HELP,
		},
		{
			type: 'text',
			name: 'caption',
			label: 'Caption',
			wire: 'caption',
			lines: 2,
			help: 'Text below the file',
		},
		...freeFormRows,
	],
	fallback: templateFallback,
	reasons: sessionReasons,
} as const satisfies MessageKind;
