import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

import { root } from './project';

/** One file of the project as the compiler reads it. */
export interface Source {
	/** From the project's folder, without its extension, e.g. `nodes/NinetyNineDigital/form/body`. */
	path: string;
	imports: Import[];
	/** The texts of all string literals, those of imports left out. */
	literals: string[];
	/** Names that the code uses, those inside comments and strings left out. */
	identifiers: string[];
	/** The names of what it exports for run time: no types. */
	exports: string[];
}

export interface Import {
	/** The path of a file of the project, or the name of a package. */
	target: string;
	typeOnly: boolean;
	/** As the other file calls them; `*` for all. */
	names: string[];
}

/** All TypeScript files below a folder of the project. */
export const sourcesIn = (folder: string): Source[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.tsx?$/.test(file))
		.map((file) => read(join(folder, file)));

function read(file: string): Source {
	const source: Source = { path: file.replace(/\.tsx?$/, ''), imports: [], literals: [], identifiers: [], exports: [] };
	const visit = (node: ts.Node): void => {
		const found = importIn(node);
		if (found) source.imports.push({ ...found, target: resolve(file, found.target) });
		else if (ts.isStringLiteralLike(node)) source.literals.push(node.text);
		else if (ts.isIdentifier(node)) source.identifiers.push(node.text);
		if (!found || ts.isCallExpression(node)) ts.forEachChild(node, visit);
	};
	const parsed = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
	visit(parsed);
	source.exports = parsed.statements.filter(isExported).flatMap(valuesIn);
	return source;
}

function importIn(node: ts.Node): Import | undefined {
	if (ts.isImportDeclaration(node)) {
		const { importClause: clause, moduleSpecifier } = node;
		return { target: textOf(moduleSpecifier), typeOnly: clause?.isTypeOnly ?? false, names: namesIn(clause) };
	}
	if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
		return { target: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly, names: ['*'] };
	}
	if (!ts.isCallExpression(node) || !node.arguments[0]) return undefined;
	const { expression: callee } = node;
	const loads = callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
	return loads ? { target: textOf(node.arguments[0]), typeOnly: false, names: ['*'] } : undefined;
}

function namesIn(clause: ts.ImportClause | undefined): string[] {
	const bindings = clause?.namedBindings;
	if (!bindings || ts.isNamespaceImport(bindings)) return ['*'];
	return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** Whether a statement begins with `export`. */
export const isExported = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function valuesIn(node: ts.Statement): string[] {
	if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => nameOf(name));
	const isValue = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
	return isValue && node.name ? [node.name.text] : [];
}

const nameOf = (name: ts.Node): string => (ts.isIdentifier(name) ? name.text : '');

const textOf = (node: ts.Expression): string => (ts.isStringLiteralLike(node) ? node.text : '');

const resolve = (file: string, specifier: string): string =>
	specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier;
