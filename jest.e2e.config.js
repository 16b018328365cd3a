module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/support/n8n/beforeAllFiles.ts',
	globalTeardown: '<rootDir>/test/support/n8n/afterAllFiles.ts',
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	// On two cores: a third goes on while others wait.
	maxWorkers: 3,
	testTimeout: 300_000,
};
