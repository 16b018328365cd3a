import { formatOf, formats, type FormatName } from '../../../nodes/NinetyNineDigital/form/formats';

const read = (name: FormatName, text: string) => formatOf(name).read(text, { countryCode: '972' });

const accepted: Array<[FormatName, text: string, goesOut: string]> = [
	['recipient', '050-123-4567', '972501234567'],
	['recipient', 'IL.1605856887361213', 'IL.1605856887361213'],
	['countryCode', '+44', '44'],
	['httpsUrl', 'https://www.example.com/picture.jpg', 'https://www.example.com/picture.jpg'],
	['httpsUrl', ' HTTPS://example.com/a?b=c#d\n', 'HTTPS://example.com/a?b=c#d'],
	['httpsUrl', 'https://example.com/תמונה.jpg', 'https://example.com/תמונה.jpg'],
	['externalTarget', 'https://www.google.com', 'https://www.google.com'],
	['externalTarget', 'http://www.google.com', 'http://www.google.com'],
	['externalTarget', ' john@example.com ', 'john@example.com'],
	['externalTarget', '+972 50-123-4567', '972501234567'],
	['externalTarget', '050-123-4567', '972501234567'],
	['externalTarget', '972501234567', '972501234567'],
	['externalTarget', '1700', '1700'],
	['email', ' dana@example.co.il ', 'dana@example.co.il'],
	['latitude', '32.0853', '32.0853'],
	['latitude', ' -90 ', '-90'],
	['longitude', '180', '180'],
	['longitude', '-122.084', '-122.084'],
	['noEmoji', 'Open the shop', 'Open the shop'],
	['noEmoji', 'לחנות שלנו', 'לחנות שלנו'],
	['noEmoji', 'Brand™ © 2026 → #1 *', 'Brand™ © 2026 → #1 *'],
	['noEmoji', '❤ by Unicode a sign of text', '❤ by Unicode a sign of text'],
	['externalTarget', '1-700-123-456', '1700123456'],
	['templateVariable', 'John   Smith', 'John   Smith'],
	['templateVariable', '   ', '   '],
	['templateVariable', 'קידום אתרים 🎉', 'קידום אתרים 🎉'],
];

const refused: Array<[FormatName, text: string]> = [
	['recipient', '12345'],
	['countryCode', 'IL'],
	['httpsUrl', 'http://www.example.com/picture.jpg'],
	['httpsUrl', 'www.example.com/picture.jpg'],
	['httpsUrl', 'https://'],
	['httpsUrl', 'https:www.example.com'],
	['httpsUrl', 'https://example.com/my picture.jpg'],
	['httpsUrl', 'https://exa mple.com'],
	['httpsUrl', 'javascript:alert(1)'],
	['externalTarget', 'abcdefg'],
	['externalTarget', 'www.google.com'],
	['externalTarget', 'ftp://example.com'],
	['externalTarget', 'https://'],
	['externalTarget', 'john@example'],
	['externalTarget', 'john smith@example.com'],
	['externalTarget', 'IL.1605856887361213'],
	['externalTarget', '12'],
	['externalTarget', '1234567890123456'],
	['email', 'dana'],
	['email', 'dana@example'],
	['email', 'dana levi@example.com'],
	['email', 'mailto:dana@example.com'],
	['email', 'ftp://a@b.co'],
	['email', 'dana@b..co'],
	['email', `${'a'.repeat(65)}@example.com`],
	['externalTarget', 'mailto:dana@example.com'],
	['externalTarget', 'ftp://a@b.co'],
	['latitude', '90.1'],
	['latitude', '-91'],
	['latitude', '32,0853'],
	['latitude', '32° 5′ N'],
	['latitude', '1e1'],
	['longitude', '180.5'],
	['longitude', 'east'],
	['noEmoji', 'Shop 🛒'],
	['noEmoji', '🇮🇱'],
	['noEmoji', '❤️'],
	['noEmoji', '™️'],
	['noEmoji', '👨‍👩‍👧'],
	['noEmoji', '1️⃣'],
	['noEmoji', '1⃣'],
	['templateVariable', 'two\nlines'],
	['templateVariable', 'two\r\nlines'],
	['templateVariable', 'John    Smith'],
];

describe('formats', () => {
	it.each(accepted)('%s takes %j', (name, text, goesOut) => {
		expect(read(name, text)).toBe(goesOut);
	});

	it.each(refused)('%s refuses %j, naming the field', (name, text) => {
		expect(read(name, text)).toBeUndefined();
		expect(formatOf(name).issue('The Field', text)).toMatch(/^The Field /);
	});

	it('read local numbers by the country code at hand', () => {
		expect(formats.recipient.read('020 7946 0958', { countryCode: '44' })).toBe('442079460958');
		expect(formats.externalTarget.read('020 7946 0958', { countryCode: '44' })).toBe('442079460958');
	});

	it.each(['httpsUrl', 'externalTarget'] as const)('tell of a space in a link: %s', (name) => {
		expect(formatOf(name).issue('File URL', ' https://example.com/my picture.jpg')).toBe(
			'File URL has a space in it; write %20 in its place',
		);
	});

	it('tell which of its two rules a template variable breaks', () => {
		expect(formats.templateVariable.issue('Variable 1', 'two\nlines')).toContain('new line');
		expect(formats.templateVariable.issue('Variable 1', 'a    b')).toContain('4 or more spaces');
	});
});
