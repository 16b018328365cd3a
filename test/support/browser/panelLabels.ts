import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** A notice has no label, and a resource mapper labels what it finds at the provider. */
const UNLABELLED = ['notice', 'resourceMapper'];

/**
 * The labels that a node's panel must show from top to bottom: those of the description's properties that are displayed
 * with these parameters, each followed by the fields inside it.
 */
export function labelsOf(description: INodeTypeDescription, node: INode): string[] {
	const { properties } = description;
	const values = NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description) ?? {};
	const isShown = (property: INodeProperties, around: INodeParameters): boolean =>
		NodeHelpers.displayParameter(around, property, node, description, values);

	const labels = (property: INodeProperties, around: INodeParameters): string[] => {
		if (UNLABELLED.includes(property.type) || !isShown(property, around)) return [];
		return [property.displayName, ...inner(property, around[property.name])];
	};

	const inner = (property: INodeProperties, value: unknown): string[] => {
		const held = (value ?? {}) as INodeParameters;
		if (property.type === 'collection') {
			const options = property.options as INodeProperties[];
			return Object.keys(held).flatMap((name) =>
				options.filter((one) => one.name === name).flatMap((one) => labels(one, held)),
			);
		}
		if (property.type !== 'fixedCollection') return [];
		return (property.options as Array<{ name: string; values: INodeProperties[] }>).flatMap(
			({ name, values: fields }) =>
				((held[name] ?? []) as INodeParameters[]).flatMap((item) => fields.flatMap((field) => labels(field, item))),
		);
	};

	return properties.flatMap((property) => labels(property, values));
}
