import type { IDataObject } from 'n8n-workflow';

import type { MessageKind } from '../../nodes/NinetyNineDigital/form/model';
import type { Values } from '../../nodes/NinetyNineDigital/form/rows';
import { runNode } from './engine';
import { nodeParameters } from './kinds';
import { useProvider } from './provider';

/** Sends parameters by row name through n8n's engine to the provider, and looks at what became of them. */
export function useJudge() {
	const provider = useProvider();

	const run = (kind: MessageKind, parameters: Values) =>
		runNode({ parameters: nodeParameters(kind, parameters), credential: provider.credential });

	/** @returns the request that the provider took */
	async function expectAccepted(kind: MessageKind, parameters: Values): Promise<IDataObject> {
		const { outputs, error } = await run(kind, parameters);
		expect(error?.message).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ operation: kind.operation, messageId: expect.any(String) });
		expect(provider.received.length).toBe(1);
		return provider.received[0]!.body;
	}

	/** Refused in these words before anything was sent. */
	async function expectRefused(kind: MessageKind, parameters: Values, ...words: string[]): Promise<void> {
		const { outputs, error } = await run(kind, parameters);
		expect(outputs).toEqual([]);
		expect(provider.received).toEqual([]);
		for (const word of words) expect(error?.message).toContain(word);
	}

	return { provider, expectAccepted, expectRefused };
}
