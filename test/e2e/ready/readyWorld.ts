import { saveCredential, type CredentialContent } from '../../../host/editor/credentials';
import type { Credential } from '../../../host/editor/types';
import type { Connected } from '../../../host/world';
import { ReadyCustomer } from '../../support/n8n/customer';
import { startCrm, type Crm } from '../../support/n8n/crm';
import { DataTables } from '../../support/n8n/dataTables';
import { Ready, type ReadyOptions } from '../../support/n8n/ready';

/** What the tests of the ready workflows share: each leaves nothing published and no server behind. */
export class ReadyWorld {
	private readonly published: Ready[] = [];
	private readonly crms: Crm[] = [];

	constructor(readonly open: () => Connected) {
		beforeEach(() => this.open().sandbox.provider.reset());
		afterEach(async () => {
			for (const ready of this.published.splice(0)) await ready.unpublish();
			for (const crm of this.crms.splice(0)) await crm.close();
		});
	}

	async publish(name: string, options?: ReadyOptions): Promise<Ready> {
		const ready = await Ready.publish(this.open(), name, options);
		this.published.push(ready);
		return ready;
	}

	customer(number: string): ReadyCustomer {
		return new ReadyCustomer(this.open(), number);
	}

	async crm(answers?: Readonly<Record<string, unknown>>): Promise<Crm> {
		const crm = await startCrm(answers);
		this.crms.push(crm);
		return crm;
	}

	async credential(content: CredentialContent): Promise<Credential> {
		return await saveCredential(this.open().session, content);
	}

	async tables(): Promise<DataTables> {
		return await DataTables.of(this.open().session);
	}
}
