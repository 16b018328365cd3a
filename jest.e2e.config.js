module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/support/n8n/beforeAllFiles.ts',
	globalTeardown: '<rootDir>/test/support/n8n/afterAllFiles.ts',
	maxWorkers: 2,
	testTimeout: 300_000,
};
