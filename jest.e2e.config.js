module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	maxWorkers: 1,
	testTimeout: 300_000,
};
