import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

/** What nodes write into n8n's log as warnings, from now on. */
export function warnings(): string[] {
	const lines: string[] = [];
	jest.spyOn(Container.get(Logger), 'warn').mockImplementation((line) => void lines.push(line));
	return lines;
}
