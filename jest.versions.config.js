module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/versions/**/*.test.ts'],
	maxWorkers: 1,
	testTimeout: 300_000,
};
