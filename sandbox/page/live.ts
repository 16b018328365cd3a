import { useEffect, useState } from 'preact/hooks';
import type { Delivery } from '../deliveries';
import type { Message } from '../messages';
import type { Change } from '../provider';
import type { RecordedRequest } from '../requests';
import { control, type AccountSummary, type ActiveBehaviour, type CustomerSummary } from './control';

/** What the sandbox holds, as last heard. */
export interface World {
	/** Whether changes arrive. */
	connected: boolean;
	/** The sandbox's clock, milliseconds since 1970. */
	now: number;
	account?: AccountSummary;
	customers: CustomerSummary[];
	/** The messages of the open conversation, and whose they are. */
	conversation: { number: string; messages: Message[] };
	requests: RecordedRequest[];
	deliveries: Delivery[];
	behaviours: ActiveBehaviour[];
}

const nothing: World = {
	connected: true,
	now: Date.now(),
	customers: [],
	conversation: { number: '', messages: [] },
	requests: [],
	deliveries: [],
	behaviours: [],
};

type Part = 'account' | 'customers' | 'conversation' | 'requests' | 'deliveries' | 'behaviours' | 'now';

const affected: Readonly<Record<Change, readonly Part[]>> = {
	requests: ['requests', 'account', 'behaviours', 'now'],
	conversations: ['customers', 'conversation'],
	deliveries: ['deliveries', 'now'],
	settings: ['account', 'customers', 'conversation', 'requests', 'deliveries', 'behaviours', 'now'],
};

/** A burst of sends changes things faster than anybody can look. */
const LEAST_PAUSE_MS = 100;
/** Windows close by themselves. */
const REFRESH_MS = 15_000;

/** Keeps the world up to date. @param number the customer whose conversation is open */
export function useWorld(number: string): World {
	const [world, setWorld] = useState(nothing);

	useEffect(() => {
		let isOpen = true;
		const learn = (news: Partial<World>) => isOpen && setWorld((known) => ({ ...known, ...news }));
		const refresh = refresher(number, learn);
		const stream = new EventSource('/control/events');
		stream.onopen = () => {
			learn({ connected: true });
			refresh(affected.settings);
		};
		stream.onerror = () => learn({ connected: false });
		stream.onmessage = ({ data }: MessageEvent<Change>) => refresh(affected[data]);
		const timer = setInterval(() => refresh(['customers', 'now']), REFRESH_MS);
		return () => {
			isOpen = false;
			stream.close();
			clearInterval(timer);
		};
	}, [number]);

	return world;
}

/** Reads parts of the world anew, each at most once at a time; what is asked for meanwhile is read once more after. */
function refresher(number: string, learn: (news: Partial<World>) => unknown) {
	const read: Readonly<Record<Part, () => Promise<Partial<World>>>> = {
		account: async () => ({ account: (await control.accounts())[0] }),
		customers: async () => ({ customers: await control.customers() }),
		conversation: async () => ({
			conversation: { number, messages: number === '' ? [] : await control.messages(number) },
		}),
		requests: async () => ({ requests: await control.requests() }),
		deliveries: async () => ({ deliveries: await control.deliveries() }),
		behaviours: async () => ({ behaviours: await control.behaviours() }),
		now: async () => ({ now: await control.clock() }),
	};
	const wanted = new Set<Part>();
	let busy = false;

	const work = async (): Promise<void> => {
		busy = true;
		while (wanted.size > 0) {
			const parts = [...wanted];
			wanted.clear();
			// A sandbox that has gone is told by the stream.
			const news = await Promise.all(parts.map((part) => read[part]().catch(() => ({}))));
			learn(Object.assign({}, ...news) as Partial<World>);
			await new Promise((resolve) => setTimeout(resolve, LEAST_PAUSE_MS));
		}
		busy = false;
	};
	return (parts: readonly Part[]): void => {
		for (const part of parts) wanted.add(part);
		if (!busy) void work();
	};
}
