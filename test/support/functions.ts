import ts from 'typescript';

import { isExported } from './sources';

/** What a file exports to be called: a function, or a method of a class. */
export interface Callable {
	/** `runItems`, `Pace.sent`. */
	name: string;
	/** Its comment; empty if it has none. */
	doc: string;
	/** Whether it throws by itself, or through a function of its file that it calls outside of any `try`. */
	throws: boolean;
}

interface Body {
	name: string;
	node: ts.Node;
	doc: string;
	exported: boolean;
}

/** All that is exported to be called from a file, but for private methods and constructors. */
export function callablesIn(text: string): Callable[] {
	const bodies = parse(text).statements.flatMap(bodiesOf);
	const throwing = new Set(bodies.filter(({ node }) => outcomesOf(node).throws).map(({ name }) => name));
	for (let before = -1; before < throwing.size; ) {
		before = throwing.size;
		const more = bodies.filter(({ node }) => outcomesOf(node).calls.some((name) => throwing.has(name)));
		for (const { name } of more) throwing.add(name);
	}
	return bodies.filter(({ exported }) => exported).map(({ name, doc }) => ({ name, doc, throws: throwing.has(name) }));
}

/** Where a type of n8n's contexts, such as `IExecuteFunctions`, is asked for as a whole: `line: type`. */
export function wholeContextsIn(text: string): string[] {
	const source = parse(text);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isTypeReferenceNode(node) && /^I\w+Functions$/.test(node.typeName.getText(source))) {
			const { parent } = node;
			const isPart = ts.isTypeReferenceNode(parent) && parent.typeName.getText(source) === 'Pick';
			const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
			if (!isPart && !ts.isIndexedAccessTypeNode(parent)) found.push(`${line + 1}: ${node.getText(source)}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);

function bodiesOf(statement: ts.Statement): Body[] {
	const [exported, doc] = [isExported(statement), docOf(statement)];
	if (ts.isFunctionDeclaration(statement)) return [{ name: nameOf(statement), node: statement, doc, exported }];
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.flatMap((declaration) => {
			const { initializer: node } = declaration;
			return node && ts.isArrowFunction(node) ? [{ name: nameOf(declaration), node, doc, exported }] : [];
		});
	}
	if (!ts.isClassDeclaration(statement)) return [];
	return statement.members.filter(isPublicMethod).map((node) => ({
		...{ name: `${nameOf(statement)}.${nameOf(node)}`, node, doc: docOf(node), exported },
	}));
}

const nameOf = ({ name }: ts.NamedDeclaration): string => name?.getText() ?? '';

const docOf = (node: ts.Node): string =>
	ts
		.getJSDocCommentsAndTags(node)
		.map((doc) => doc.getText())
		.join('\n');

const isPublicMethod = (member: ts.ClassElement): member is ts.MethodDeclaration =>
	ts.isMethodDeclaration(member) && !(member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);

/** What a function does outside of any `try`; a function that it hands to another one is that one's affair. */
function outcomesOf(body: ts.Node): { throws: boolean; calls: string[] } {
	const outcomes: { throws: boolean; calls: string[] } = { throws: false, calls: [] };
	const visit = (node: ts.Node): void => {
		if (ts.isTryStatement(node) && node.catchClause) {
			visit(node.catchClause.block);
			return;
		}
		if (ts.isThrowStatement(node)) outcomes.throws = true;
		if (ts.isCallExpression(node)) outcomes.calls.push(node.expression.getText());
		if (ts.isFunctionLike(node) && ts.isCallExpression(node.parent)) return;
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(body, visit);
	return outcomes;
}
