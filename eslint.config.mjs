import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** n8n's own node tool switches these off: they contradict its newer rules. */
const outdated = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

const json = { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } };

/** What n8n ships to its users is held to n8n's rules; sandbox, host and tests are free to use Node. */
const shipped = (files, rules) => ({
	files,
	extends: [n8nCommunityNodesPlugin.configs.recommended],
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: { 'no-console': 'error', ...rules, ...outdated },
});

export default tseslint.config(
	{ ignores: ['dist/', 'build/', 'coverage/', '**/node_modules/'] },
	{
		files: ['**/*.ts', '**/*.tsx'],
		extends: [tseslint.configs.recommended],
		// Taking a field out of a record is how it is left out of the rest.
		rules: { '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }] },
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{ ...shipped(['package.json'], n8nNodesBase.configs.community.rules), languageOptions: json },
	shipped(['credentials/**/*.ts'], n8nNodesBase.configs.credentials.rules),
	shipped(['nodes/**/*.ts'], n8nNodesBase.configs.nodes.rules),
);
