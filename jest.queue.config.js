module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
	globalSetup: '<rootDir>/test/support/n8n/requirePrograms.ts',
	maxWorkers: 1,
	testTimeout: 300_000,
};
