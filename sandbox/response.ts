/** The JSON of a response. The provider says no with `FAIL` and a reason, under HTTP 200 like any other response. */
export type ProviderResponse = { status: 'OK' | 'FAIL'; reason?: number } & Record<string, unknown>;

/** Reasons that mean the same in every operation; from 4 upward each operation has a table of its own. */
export const commonReasons = { accepted: 1, unknownAccount: 2, wrongApiKey: 3 } as const;

export const refusal = (reason: number): ProviderResponse => ({ status: 'FAIL', reason });
