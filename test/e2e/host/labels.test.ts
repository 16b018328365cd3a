import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { provisionHost } from '../../../host/provision';
import { n8nLabels } from '../../support/screen';
import { report } from '../../support/n8n/sharedN8n';

/** Where n8n has the words of its screen, from the folder of its packages: its editor, its nodes and their credentials. */
const PLACES = ['n8n-editor-ui/dist/assets', 'n8n-nodes-base/dist/types', '@n8n/n8n-nodes-langchain/dist/types'];

it("shows each of n8n's labels that the guides name, letter by letter", async () => {
	const { n8n } = await provisionHost({ report });
	const modules = join(dirname(n8n), '../..');
	const left = new Set<string>(n8nLabels.labels);
	for (const place of PLACES) {
		for (const name of readdirSync(join(modules, place)).filter((file) => /\.js(on)?$/.test(file))) {
			const source = readFileSync(join(modules, place, name), 'utf8');
			for (const label of left)
				if (['`', '"', "'"].some((quote) => source.includes(quote + label + quote))) left.delete(label);
		}
	}
	expect([...left]).toEqual([]);
});
