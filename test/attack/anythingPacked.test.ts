import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { attackParameters, attackTrigger } from './anything';

function mockPacked(file: string): object {
	return jest.requireActual(`../../dist/${file}.js`);
}

jest.mock('../../credentials/NinetyNineDigitalApi.credentials', () =>
	mockPacked('credentials/NinetyNineDigitalApi.credentials'),
);
jest.mock('../../nodes/NinetyNineDigital/NinetyNineDigital.node', () =>
	mockPacked('nodes/NinetyNineDigital/NinetyNineDigital.node'),
);
jest.mock('../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node', () =>
	mockPacked('nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node'),
);

it('what is attacked here is what is built', () => {
	expect(new NinetyNineDigital()).toBeInstanceOf(
		jest.requireActual<{ NinetyNineDigital: new () => object }>('../../dist/bundle.js').NinetyNineDigital,
	);
});

describe('posts to the trigger of the packed bundle', () => attackTrigger(10));

describe('parameters of the node of the packed bundle', () => attackParameters(3));
