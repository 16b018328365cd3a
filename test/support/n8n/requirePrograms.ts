import { findPrograms } from '../../../host/queue/services';

/** Ends the run with one line when PostgreSQL or Redis are missing; jest would wrap an error in a trace. */
export default function requirePrograms(): void {
	try {
		findPrograms();
	} catch (error) {
		console.error((error as Error).message);
		process.exit(1);
	}
}
