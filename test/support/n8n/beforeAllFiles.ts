import { keepProfiles } from '../browser/chromium';
import { keepSharedN8n } from './sharedN8n';

declare global {
	var endOfRun: ReadonlyArray<() => Promise<void>>;
}

export default async function beforeAllFiles(): Promise<void> {
	globalThis.endOfRun = await Promise.all([keepSharedN8n(), keepProfiles()]);
}
