import { createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { en, type Texts } from './en';
import { he } from './he';

const languages = { en, he };
type Language = keyof typeof languages;

/** Where the browser keeps the language that a person chose. */
const KEY = 'language';

const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(languages, name);

/** What the page says, in the language of the person. */
export const TextsContext = createContext<Texts>(en);

export const useTexts = (): Texts => useContext(TextsContext);

/**
 * The language that the address names (`?lang=he`), else the one that was chosen before, else English; and what turns
 * the page into the other one.
 */
export function useLanguage(): readonly [texts: Texts, turn: () => void] {
	const [language, setLanguage] = useState<Language>(() => {
		const asked = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(KEY)];
		return asked.find(isLanguage) ?? 'en';
	});
	const texts = languages[language];
	useLayoutEffect(() => {
		localStorage.setItem(KEY, language);
		Object.assign(document.documentElement, { lang: texts.lang, dir: texts.dir });
		document.title = texts.title;
	}, [language]);
	return [texts, () => setLanguage(language === 'en' ? 'he' : 'en')];
}
