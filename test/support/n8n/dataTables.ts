import type { Session } from '../../../host/editor/session';

export type Row = Record<string, string | number | boolean | null>;

const SYSTEM = new Set(['id', 'createdAt', 'updatedAt']);

/** The data tables of the owner, as the editor reads and writes them. */
export class DataTables {
	private constructor(
		private readonly session: Session,
		private readonly path: string,
	) {}

	static async of(session: Session): Promise<DataTables> {
		const { id } = await session.call<{ id: string }>('GET', '/rest/projects/personal');
		return new DataTables(session, `/rest/projects/${id}/data-tables`);
	}

	/** True when there is a table of this name, else undefined. */
	async has(table: string): Promise<true | undefined> {
		return (await this.list()).some(({ name }) => name === table) || undefined;
	}

	async insert(table: string, rows: readonly Row[]): Promise<void> {
		await this.session.call('POST', `${await this.find(table)}/insert`, { body: { data: rows } });
	}

	/** Takes all rows out, if there is such a table. */
	async clear(table: string): Promise<void> {
		if (!(await this.has(table))) return;
		const filter = JSON.stringify({ type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] });
		await this.session.call('DELETE', `${await this.find(table)}/rows`, { query: { filter } });
	}

	/** The rows, oldest first, without what n8n adds to each. */
	async rows(table: string): Promise<Row[]> {
		const { data } = await this.session.call<{ data: Row[] }>('GET', `${await this.find(table)}/rows`);
		const sorted = [...data].sort((a, b) => Number(a.id) - Number(b.id));
		return sorted.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !SYSTEM.has(name))));
	}

	private async find(table: string): Promise<string> {
		const tables = await this.list();
		const found = tables.find(({ name }) => name === table);
		if (!found) throw new Error(`There is no data table ${table}, only ${tables.map(({ name }) => name).join(', ')}`);
		return `${this.path}/${found.id}`;
	}

	private async list(): Promise<Array<{ id: string; name: string }>> {
		return (await this.session.call<{ data: Array<{ id: string; name: string }> }>('GET', this.path)).data;
	}
}
