const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Jest takes the largest files first as long as it does not know how long each takes; of these it would be wrong. */
const LONGEST = ['docs', 'allReady', 'sendOnce', 'triggerLoad', 'triggerCrash', 'sendAndWait'];

/** Begins with the files that take longest, so that no worker has nothing to do while another one is in the midst of one. */
module.exports = class LongestFirst extends Sequencer {
	async sort(tests) {
		const place = ({ path }) => {
			const index = LONGEST.indexOf(basename(path, '.test.ts'));
			return index < 0 ? LONGEST.length : index;
		};
		return (await super.sort(tests)).sort((one, another) => place(one) - place(another));
	}
};
