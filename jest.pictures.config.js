const taking = ['editor', 'phoneJourney', 'docs', 'campaign', 'waitInBrowser'].map((name) => `${name}.test`);

module.exports = {
	...require('./jest.e2e.config.js'),
	testMatch: [...taking, 'hebrewPictures'].map((name) => `<rootDir>/test/e2e/${name}.ts`),
};
