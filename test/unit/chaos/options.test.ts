import { readOptions } from '../../../chaos/options';

it('takes a new seed, two minutes and both modes where nothing is said', () => {
	expect(readOptions([], 42)).toEqual({
		seed: 42,
		minutes: 2,
		modes: ['single', 'queue'],
		write: false,
		plan: false,
		help: false,
	});
});

it('takes what is said', () => {
	const args = ['--seed', '0', '--minutes', '0.5', '--mode', 'queue', '--write'];
	expect(readOptions(args, 42)).toMatchObject({ seed: 0, minutes: 0.5, modes: ['queue'], write: true });
});

it.each([
	[['--seed', 'x'], '--seed must be a number, not x'],
	[['--seed', ''], '--seed must be a number, not '],
	[['--minutes', '0'], '--minutes must be a number, not 0'],
	[['--mode', 'all'], '--mode must be single, queue or both, not all'],
	[['--speed', '1'], '--speed'],
])('refuses %j', (args, message) => {
	expect(() => readOptions(args, 42)).toThrow(message);
});
