/** What only the network side can count: connections, and requests under way at once. */
export class Traffic {
	private connections = 0;
	private inFlight = 0;
	private mostInFlight = 0;

	connected(): void {
		this.connections++;
	}

	began(): void {
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
	}

	ended(): void {
		this.inFlight--;
	}

	/** Connections opened for requests, requests under way now, and the most there ever were at once. */
	totals() {
		return { connections: this.connections, inFlight: this.inFlight, mostInFlight: this.mostInFlight };
	}

	/** Counts anew; requests still under way stay counted. */
	reset(): void {
		this.connections = 0;
		this.mostInFlight = this.inFlight;
	}
}
