import './instance';
import 'reflect-metadata';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, prepareBinaryData } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** Where n8n may keep files: those modes that need no other service. */
export type StoreMode = 'filesystem' | 'database' | 'default';

/** As the database of n8n keeps files: by an ID of its own, in one piece. */
class Rows {
	private readonly rows = new Map<string, { content: Buffer; facts: object }>();

	async init(): Promise<void> {}

	async store(_: unknown, source: Buffer | Readable, facts: object) {
		const content = Buffer.isBuffer(source) ? source : await buffer(source);
		const fileId = crypto.randomUUID();
		this.rows.set(fileId, { content, facts });
		return { fileId, fileSize: content.length };
	}

	async getAsStream(id: string) {
		return Readable.from(this.row(id).content);
	}

	async getMetadata(id: string) {
		const { content, facts } = this.row(id);
		return { ...facts, fileSize: content.length };
	}

	private row(id: string) {
		const row = this.rows.get(id);
		if (!row) throw new Error(`No file ${id}`);
		return row;
	}
}

/** Lets n8n-core keep files in this mode, as n8n does when it starts. */
export async function storeFilesIn(mode: StoreMode): Promise<void> {
	const config = Container.get(BinaryDataConfig);
	config.mode = mode;
	config.signingSecret = 'of the tests';
	const service = Container.get(BinaryDataService);
	service.setManager('database', new Rows() as never);
	await service.init();
}

/** A file as a node before has made it, in this execution; that of a Webhook node has none yet. */
export const fileOf = async (
	content: Buffer,
	name: string,
	type: string,
	execution: string | undefined = 'execution',
): Promise<IBinaryData> => await prepareBinaryData(content, execution as string, 'workflow', name, type);

/** Removes a file, as n8n does with its execution. */
export const forgetFile = async ({ id }: IBinaryData): Promise<void> =>
	await Container.get(BinaryDataService).deleteManyByBinaryDataId([id!]);

/** Renames the file of a Webhook node, as n8n does when the run ends. */
export async function renameFile({ id }: IBinaryData): Promise<void> {
	const old = id!.split(':')[1]!;
	await Container.get(BinaryDataService).rename(old, old.replace('/temp/', '/later/'));
}
