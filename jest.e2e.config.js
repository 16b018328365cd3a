module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/support/n8n/beforeAllFiles.ts',
	globalTeardown: '<rootDir>/test/support/n8n/afterAllFiles.ts',
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	// On two cores: a third goes on while others wait.
	maxWorkers: 3,
	// Whatever a test waits for has a shorter time of its own, after which it says what did not come.
	testTimeout: 900_000,
};
