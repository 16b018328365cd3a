import { keepSharedN8n } from './sharedN8n';

declare global {
	var endSharedN8n: () => Promise<void>;
}

export default async function beforeAllFiles(): Promise<void> {
	globalThis.endSharedN8n = await keepSharedN8n();
}
