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
}

export interface Import {
	/** The path of a file of the project, or the name of a package. */
	target: string;
	typeOnly: boolean;
}

/** All TypeScript files below a folder of the project. */
export const sourcesIn = (folder: string): Source[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.tsx?$/.test(file))
		.map((file) => read(join(folder, file)));

function read(file: string): Source {
	const source: Source = { path: file.replace(/\.tsx?$/, ''), imports: [], literals: [], identifiers: [] };
	const visit = (node: ts.Node): void => {
		const found = importIn(node);
		if (found) source.imports.push({ ...found, target: resolve(file, found.target) });
		else if (ts.isStringLiteralLike(node)) source.literals.push(node.text);
		else if (ts.isIdentifier(node)) source.identifiers.push(node.text);
		if (!found || ts.isCallExpression(node)) ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest));
	return source;
}

function importIn(node: ts.Node): Import | undefined {
	if (ts.isImportDeclaration(node)) {
		return { target: textOf(node.moduleSpecifier), typeOnly: node.importClause?.isTypeOnly ?? false };
	}
	if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
		return { target: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly };
	}
	if (!ts.isCallExpression(node) || !node.arguments[0]) return undefined;
	const { expression: callee } = node;
	const loads = callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
	return loads ? { target: textOf(node.arguments[0]), typeOnly: false } : undefined;
}

const textOf = (node: ts.Expression): string => (ts.isStringLiteralLike(node) ? node.text : '');

const resolve = (file: string, specifier: string): string =>
	specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier;
