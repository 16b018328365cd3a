import listPage from '../fixtures/provider/send-list.json';
import templatePage from '../fixtures/provider/send-template.json';
import { runNode } from '../support/engine';
import { mapped, picked } from '../support/parameters';
import { useProvider } from '../support/provider';

/** In place of the words "https link to jpg file" in the provider's sample. */
const LOGO = 'https://www.example.com/logo.jpg';

const [welcome, signup] = templatePage.requests;

const samples = [
	{
		name: '[list.sample] the list',
		request: listPage.requests[0]!,
		parameters: {
			operation: 'sendList',
			to: '+972 50-222-2222',
			body: 'this is body',
			buttonText: 'Click to open',
			itemsFrom: 'fields',
			items: {
				item: [
					{ title: 'Customer service', description: 'Choose me for customer service', id: '' },
					{ title: 'Sales', description: 'Sales enquiries? click here', id: '' },
					{ title: 'Support', description: '', id: '' },
				],
			},
			options: { header: 'This is header', footer: 'Footer goes here' },
		},
	},
	{
		name: '[template.sample.variables] the template without header',
		request: welcome!,
		parameters: {
			operation: 'sendTemplate',
			to: '050-987-6543',
			template: picked('website_welcome'),
			header: 'none',
			variables: mapped('John', '0509876543', 'john@example.com', 'Shoes and Hats', '50% off', 'Israel'),
			options: { showRequest: false },
		},
	},
	{
		name: '[template.sample.image] the template with image header',
		request: { ...signup!, headerLink: LOGO },
		parameters: {
			operation: 'sendTemplate',
			to: '972509876543',
			template: picked('website_signup_image_logo'),
			header: 'image',
			headerUrl: LOGO,
			variables: mapped('43143', 'קידום אתרים'),
			options: {},
		},
	},
];

describe.each(samples)("the provider's own sample $name", ({ request, parameters }) => {
	const { apiKey, from, to } = request;
	const provider = useProvider({ accounts: [{ apiKey, from }] });

	it('arrives exactly as documented, and is accepted', async () => {
		provider.sandbox.provider.phone(to).write('Hello');
		const credential = { apiKey, from: '+972 50-123-4567', baseUrl: provider.sandbox.baseUrl };
		const { outputs, error } = await runNode({ parameters, credential });
		expect(error).toBeUndefined();
		expect(provider.received).toEqual([{ operation: parameters.operation, body: request }]);
		expect(outputs).toEqual([[expect.objectContaining({ json: expect.objectContaining({ to }) })]]);
	});
});
