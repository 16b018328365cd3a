module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
	globalSetup: '<rootDir>/test/queue/support/requirePrograms.ts',
	maxWorkers: 1,
	testTimeout: 300_000,
};
