import { readOptions } from '../../../host/startOptions';
import { SetupError } from '../../../host/setupError';

describe('the options of npm start', () => {
	it('stays on the usual ports, and leaves the choice to the system for a single run', () => {
		expect(readOptions([])).toEqual({
			...{ once: false, help: false, language: 'en' },
			...{ port: 5678, sandboxPort: 4099 },
		});
		expect(readOptions(['--once'])).toEqual({
			...{ once: true, help: false, language: 'en' },
			...{ port: 0, sandboxPort: 0 },
		});
		expect(readOptions(['--once', '--port', '8080'])).toMatchObject({ once: true, port: 8080, sandboxPort: 0 });
	});

	it('greets in Hebrew on demand', () => {
		expect(readOptions(['--lang', 'he'])).toMatchObject({ language: 'he' });
	});

	it.each([
		[['--port', 'abc'], '--port must be a port number, not abc'],
		[['--sandbox-port', '70000'], '--sandbox-port must be a port number, not 70000'],
		[['--lang', 'fr'], '--lang must be en or he, not fr'],
		[['--prot', '1'], "Unknown option '--prot'"],
	])('refuses %p in words', (args, words) => {
		expect(() => readOptions(args)).toThrow(SetupError);
		expect(() => readOptions(args)).toThrow(words);
	});
});
