const { availableParallelism } = require('node:os');

// Every machine must read a date without a zone in the same way.
process.env.TZ = 'UTC';

const transform = { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] };

module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/{unit,engine,rules,attack}/**/*.test.ts'],
	// Not for slow tests, but for slow machines.
	testTimeout: 300_000,
	// Half of the tests wait for something, so that more of them than there are cores are done sooner.
	maxWorkers: 2 * availableParallelism(),
	transform,
};
