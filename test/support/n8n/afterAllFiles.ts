export default async function afterAllFiles(): Promise<void> {
	await Promise.all(globalThis.endOfRun.map(async (end) => await end()));
}
