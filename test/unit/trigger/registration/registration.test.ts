import { isChanging, type Registration } from '../../../../nodes/NinetyNineDigital/trigger/registration/registration';

const MINUTE_MS = 60_000;

const NOW = Date.UTC(2026, 0, 1);

const registration: Registration = { id: '1', since: 0 };

describe('a trigger without its registration', () => {
	it('is being published or unpublished for two minutes, and has lost it then', () => {
		expect([0, 1, 3, 50].map((minutes) => isChanging('lost', undefined, NOW + minutes * MINUTE_MS))).toEqual([
			...[true, true],
			...[false, false],
		]);
	});

	it.each([
		['an hour', undefined],
		['it was registered', registration],
	])('is being published or unpublished again after %s', (what, meanwhile) => {
		isChanging(what, undefined, NOW);
		expect(isChanging(what, undefined, NOW + 3 * MINUTE_MS)).toBe(false);
		if (meanwhile) expect(isChanging(what, meanwhile, NOW + 4 * MINUTE_MS)).toBe(false);
		expect(isChanging(what, undefined, NOW + (meanwhile ? 5 : 61) * MINUTE_MS)).toBe(true);
	});
});
