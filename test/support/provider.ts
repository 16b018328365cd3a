import type { IDataObject } from 'n8n-workflow';

import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server';
import type { Credential } from './credentials';

/** A request as it came over the wire, with the API key. */
export interface Received {
	operation: string;
	body: IDataObject;
}

export const CUSTOMER = '972501234567';

export const API_KEY = 'k3y-that-nobody-may-see';

const FROM = '972771234567';

/**
 * A sandbox for the tests of one file, put back to its beginning before each of them. The customer has just written, so
 * that every kind of message may be sent.
 */
export function useProvider(options: SandboxOptions = {}) {
	let sandbox: Sandbox;
	let received: Received[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox({ accounts: [{ apiKey: API_KEY, from: FROM }], ...options });
		const receive = sandbox.provider.receive.bind(sandbox.provider);
		jest.spyOn(sandbox.provider, 'receive').mockImplementation((operation, source) => {
			received.push({ operation, body: JSON.parse(source) });
			return receive(operation, source);
		});
	});

	beforeEach(() => {
		sandbox.provider.reset();
		sandbox.provider.phone(CUSTOMER).write('Hello');
		received = [];
	});

	afterAll(() => sandbox.close());

	return {
		get sandbox() {
			return sandbox;
		},
		/** Requests of all operations, in the order in which they arrived. */
		get received() {
			return received;
		},
		/** How users write their number, not how the provider wants it. */
		get credential(): Credential {
			return { apiKey: API_KEY, from: '+972 77-123-4567', baseUrl: sandbox.baseUrl };
		},
	};
}
