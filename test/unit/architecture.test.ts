import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { root } from '../support/project';
import { roomOf, rooms, roomsTable, type Room } from '../support/rooms';
import { sourcesIn, type Import, type Source } from '../support/sources';

const NODES = 'nodes/NinetyNineDigital';

const nodes = sourcesIn('nodes');
const credentials = sourcesIn('credentials');
const all = ['nodes', 'credentials', 'sandbox', 'host', 'bench', 'live', 'chaos', 'test'].flatMap(sourcesIn);
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const paths = new Set(all.map(({ path }) => path));

const room = (name: string): Source[] => nodes.filter(({ path }) => path.startsWith(`${NODES}/${name}/`));

const outside = (name: string): Source[] => nodes.filter((source) => !room(name).includes(source));

/** `file → target` for all imports that break a rule. */
const imports = (sources: Source[], breaks: (found: Import, path: string) => boolean): string[] =>
	sources.flatMap(({ path, imports: found }) =>
		found.filter((one) => breaks(one, path)).map(({ target }) => `${path} → ${target}`),
	);

/** The file of the project behind an import; undefined for a package or a file that is no code. */
const fileAt = (target: string): string | undefined =>
	[target, `${target}/index`, target.replace(/\.(js|ts)$/, '')].find((path) => paths.has(path));

const isModel = ({ target, typeOnly }: Import) => target === `${NODES}/form/model` && typeOnly;

/** `file → target` for all imports of a folder's files that the map does not list. */
const strangersIn = ({ folder, imports: allowed }: Room, own: Source[]): string[] =>
	imports(own, ({ target }) => {
		const file = fileAt(target);
		const there = file === undefined ? folder : roomOf(file)!.folder;
		return there !== folder && !allowed.includes(there);
	});

const filesOf = (folder: string): Source[] => all.filter(({ path }) => roomOf(path)?.folder === folder);

/** What several kinds share: rows, types of files, and what to do when the window is closed. */
const SHARED = /\/messages\/(common|closedWindow|fileTypes)$/;

/** What n8n, Jest and the scripts load by the name of its file. */
const ENTRIES = /\.(node|credentials)$|^host\/start$|\/n8n\/(beforeAllFiles|afterAllFiles|requirePrograms)$/;

const kindFiles = room('messages').filter(({ path }) => !path.endsWith('/index') && !SHARED.test(path));

it('sees the sources', () => {
	expect([nodes, credentials, room('form'), kindFiles].map(({ length }) => length > 0)).toEqual(Array(4).fill(true));
	expect(imports(nodes, ({ target }) => target === 'n8n-workflow').length).toBeGreaterThan(0);
});

describe('the map', () => {
	it('has a room for every file', () => {
		expect(all.map(({ path }) => path).filter((path) => !roomOf(path))).toEqual([]);
	});

	it.each(rooms)('$folder imports only its neighbours', (each) => {
		expect(filesOf(each.folder).length).toBeGreaterThan(0);
		expect(strangersIn(each, filesOf(each.folder))).toEqual([]);
	});

	it.each(rooms)('$folder would be found out with an import of any other folder', (each) => {
		const others = rooms.filter(({ folder }) => folder !== each.folder && !each.imports.includes(folder));
		const targets = others.map(({ folder }) => filesOf(folder)[0]!.path);
		const planted = targets.map((target) => ({ target, typeOnly: true, names: ['*'] }));
		const [first] = filesOf(each.folder);
		expect(strangersIn(each, [{ ...first!, imports: planted }])).toEqual(
			targets.map((target) => `${first!.path} → ${target}`),
		);
	});

	it('lists no neighbour that is not needed', () => {
		const used = new Set(
			all.flatMap(({ path, imports: found }) =>
				found.map(({ target }) => `${roomOf(path)!.folder} → ${roomOf(fileAt(target) ?? path)!.folder}`),
			),
		);
		const listed = rooms
			.filter(({ folder }) => !folder.startsWith('test'))
			.flatMap(({ folder, imports: allowed }) => allowed.map((neighbour) => `${folder} → ${neighbour}`));
		expect(listed.filter((arrow) => !used.has(arrow))).toEqual([]);
	});

	it('goes round in no circle, between folders or between files', () => {
		const between = (arrows: ReadonlyMap<string, readonly string[]>): string[] => {
			const done = new Set<string>();
			const circles: string[] = [];
			const walk = (name: string, way: readonly string[]): void => {
				if (way.includes(name)) circles.push([...way.slice(way.indexOf(name)), name].join(' → '));
				if (done.has(name) || way.includes(name)) return;
				for (const next of arrows.get(name) ?? []) walk(next, [...way, name]);
				done.add(name);
			};
			for (const name of arrows.keys()) walk(name, []);
			return circles;
		};
		const files = all.map(({ path, imports: found }): [string, string[]] => [
			path,
			found.flatMap(({ target }) => fileAt(target) ?? []),
		]);
		expect(between(new Map(files))).toEqual([]);
		expect(between(new Map(rooms.map(({ folder, imports: allowed }) => [folder, allowed])))).toEqual([]);
	});

	it('gives every file of the nodes a name of its own', () => {
		const names = nodes.map(({ path }) => basename(path)).filter((name) => name !== 'index');
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	it('stands in CONTRIBUTING', () => {
		expect(contributing).toContain(roomsTable());
	});

	it('and every file that CONTRIBUTING names is there', () => {
		const named = [...contributing.matchAll(/`((?:\w+\/)+[\w.]+\.(?:ts|mjs|json))`/g)].map(([, file]) => file!);
		expect(named.length).toBeGreaterThan(15);
		expect(named.filter((file) => ![root, join(root, NODES)].some((at) => existsSync(join(at, file))))).toEqual([]);
	});
});

it('what is exported is used by another file', () => {
	const used = new Set(
		all.flatMap(({ imports: found }) =>
			found.flatMap(({ target, names }) => names.map((name) => `${fileAt(target)}: ${name}`)),
		),
	);
	const exported = all
		.filter(({ path }) => !ENTRIES.test(path))
		.flatMap(({ path, exports }) => exports.map((name) => ({ path, name })));
	const dead = exported.filter(({ path, name }) => !used.has(`${path}: ${name}`) && !used.has(`${path}: *`));
	expect(dead.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
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

describe('form/', () => {
	it("never touches n8n's context", () => {
		const contexts = [...room('form'), ...room('plain')].flatMap(({ path, identifiers }) =>
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
});

it("only the node classes touch n8n's `this`", () => {
	const borrowed = nodes
		.filter(({ path }) => !path.endsWith('.node'))
		.filter(({ path }) =>
			/\bthis: (I\w*Functions|Caller)|\.call\(this\b/.test(readFileSync(join(root, `${path}.ts`), 'utf8')),
		);
	expect(borrowed.map(({ path }) => path)).toEqual([]);
});

it('at run time the package needs n8n alone', () => {
	const atHand = ({ target }: Import) =>
		/^(nodes|credentials)\//.test(target) || /^(n8n-workflow|node:crypto)$|^libphonenumber-js\//.test(target);
	expect(imports([...nodes, ...credentials], (found) => !found.typeOnly && !atHand(found))).toEqual([]);
});
