import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { sourcesIn, type Import, type Source } from '../support/sources';

const NODES = 'nodes/NinetyNineDigital';

const nodes = sourcesIn('nodes');
const credentials = sourcesIn('credentials');
const sandbox = sourcesIn('sandbox');

const room = (name: string): Source[] => nodes.filter(({ path }) => path.startsWith(`${NODES}/${name}/`));

const outside = (name: string): Source[] => nodes.filter((source) => !room(name).includes(source));

/** `file → target` for all imports that break a rule. */
const imports = (sources: Source[], breaks: (found: Import) => boolean): string[] =>
	sources.flatMap(({ path, imports: found }) => found.filter(breaks).map(({ target }) => `${path} → ${target}`));

const inRoom = (target: string, name: string) => target.startsWith(`${NODES}/${name}/`);

const isModel = ({ target, typeOnly }: Import) => target === `${NODES}/core/model` && typeOnly;

/** What several kinds share: rows, and what to do when the window is closed. */
const SHARED = /\/messages\/(common|closedWindow)$/;

const kindFiles = room('messages').filter(({ path }) => !path.endsWith('/index') && !SHARED.test(path));

it('sees the sources', () => {
	expect([nodes, credentials, sandbox, room('core'), kindFiles].map(({ length }) => length > 0)).toEqual(
		Array(5).fill(true),
	);
	expect(imports(nodes, ({ target }) => target === 'n8n-workflow').length).toBeGreaterThan(0);
});

describe('messages/', () => {
	it('is data: it imports the types of the rows and the shared rows', () => {
		const isShared = ({ target }: Import) => SHARED.test(target);
		const isKind = ({ target }: Import) => kindFiles.some(({ path }) => path === target);
		const shared = room('messages').filter(({ path }) => SHARED.test(path));
		expect(imports(shared, (found) => !isModel(found) && !isShared(found) && !isKind(found))).toEqual([]);
		expect(imports(kindFiles, (found) => !isModel(found) && !isShared(found))).toEqual([]);
	});

	it('lists every kind', () => {
		const [index] = room('messages').filter(({ path }) => path.endsWith('/index'));
		const listed = index!.imports.filter((found) => !isModel(found)).map(({ target }) => target);
		expect(listed.sort()).toEqual(kindFiles.map(({ path }) => path).sort());
		expect(messageKinds.length).toBe(kindFiles.length);
	});

	it('alone names the operations, but for the one that is preset', () => {
		const operations = messageKinds.map(({ operation }) => operation);
		const preset = 'sendButtons';
		const named = outside('messages').flatMap(({ path, literals }) =>
			literals.filter((text) => operations.includes(text)).map((text) => `${path}: ${text}`),
		);
		expect(named).toEqual([`${NODES}/NinetyNineDigital.node: ${preset}`]);
	});
});

describe('core/', () => {
	it('imports nothing but itself and the tools of n8n', () => {
		const allowed = ({ target }: Import) => inRoom(target, 'core') || target === 'n8n-workflow';
		expect(imports(room('core'), (found) => !allowed(found))).toEqual([]);
	});

	it("never touches n8n's context", () => {
		const contexts = room('core').flatMap(({ path, identifiers }) =>
			identifiers
				.filter((name) => /^(I\w*Functions|getNodeParameter|getInputData)$/.test(name))
				.map((name) => [path, name]),
		);
		expect(contexts).toEqual([]);
	});
});

describe('transport/', () => {
	it('alone touches HTTP', () => {
		const http = /^(fetch|XMLHttpRequest|axios|httpRequest\w*|requestWith\w*)$/;
		const users = outside('transport').filter(({ identifiers }) => identifiers.some((name) => http.test(name)));
		expect(users.map(({ path }) => path)).toEqual([]);
		expect(imports(nodes, ({ target }) => /^(node:)?(http|https|net|tls)$|axios/.test(target))).toEqual([]);
	});

	it('knows nothing of messages', () => {
		expect(imports(room('transport'), ({ target }) => /\/(messages|send|methods)\b/.test(target))).toEqual([]);
	});
});

it('nodes and sandbox check each other: neither imports the other', () => {
	expect(imports([...nodes, ...credentials], ({ target }) => target.startsWith('sandbox'))).toEqual([]);
	expect(imports(sandbox, ({ target }) => /^(nodes|credentials)\//.test(target))).toEqual([]);
});

it('at run time the package needs n8n alone', () => {
	const atHand = ({ target }: Import) =>
		/^(nodes|credentials)\//.test(target) || /^(n8n-workflow|node:crypto)$/.test(target);
	expect(imports([...nodes, ...credentials], (found) => !found.typeOnly && !atHand(found))).toEqual([]);
});
