import { en } from '../../../../sandbox/page/texts/en';
import { he } from '../../../../sandbox/page/texts/he';

/** What is the same in both languages: names, and what is for the browser. */
const ALIKE = ['lang', 'dir', 'locale', 'otherLanguage', 'views.log', 'title'];

function* textsIn(part: object, path = ''): Generator<[path: string, text: string]> {
	for (const [name, value] of Object.entries(part)) {
		const here = path === '' ? name : `${path}.${name}`;
		if (typeof value === 'object') yield* textsIn(value, here);
		else yield [here, typeof value === 'function' ? String(value(1, 2)) : value];
	}
}

it('the page says everything in Hebrew too', () => {
	const english = new Map(textsIn(en));
	const hebrew = new Map(textsIn(he));
	expect([...hebrew.keys()]).toEqual([...english.keys()]);
	const own = [...hebrew].filter(([path]) => !ALIKE.includes(path));
	expect(own.filter(([, text]) => !/[\u05d0-\u05ea]/.test(text) && !/^HTTP/.test(text))).toEqual([]);
});
