import { type Flatten, flatten, type Translator, translator } from '@solid-primitives/i18n';
import { createContext, createEffect, createSignal, type JSX, useContext } from 'solid-js';
import { type Locale, locales } from '../../shared/words.ts';

const kept = 'moyens.locale';

interface Language {
  locale: () => Locale;
  /** Switches every sentence on the page at once; what is being typed stays. */
  setLocale: (locale: Locale) => void;
}

const LanguageContext = createContext<Language>();

const [locale, setLocale] = createSignal<Locale>(firstLocale());

/** For what is said from outside of components, such as a toast: the language of the page, followed where it is read. */
export { locale as currentLocale };

/** The language of the page: the one chosen here before, else the browser's, else French. */
export function LanguageProvider(props: { children: JSX.Element }) {
  createEffect(() => {
    document.documentElement.lang = locale();
    localStorage.setItem(kept, locale());
  });
  return <LanguageContext.Provider value={{ locale, setLocale }}>{props.children}</LanguageContext.Provider>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage needs a LanguageProvider');
  return language;
}

type Dictionary = Record<string, unknown>;

/** The sentences of one part of the app, whole in both languages; each domain keeps its own in `words.ts`. */
export function defineWords<T extends Dictionary>(words: { fr: T; en: NoInfer<T> }): Record<Locale, T> {
  return words;
}

/** `t('title')`, `t('count', 3)` for `count: (n: number) => …`, `t('group.title')`; follows the language of the page. */
export function useWords<T extends Dictionary>(words: Record<Locale, T>): Translator<Flatten<T>> {
  const { locale } = useLanguage();
  return translator(() => flatOf(words, locale())) as unknown as Translator<Flatten<T>>;
}

const flattened = new WeakMap<Dictionary, Dictionary>();

/** Flattened once, and only in a language that is read: every row of a long list asks for its words. */
function flatOf<T extends Dictionary>(words: Record<Locale, T>, locale: Locale): Flatten<T> {
  const known = flattened.get(words[locale]);
  if (known) return known as Flatten<T>;
  const flat = flatten(words[locale]) as Flatten<T>;
  flattened.set(words[locale], flat);
  return flat;
}

function firstLocale(): Locale {
  const wanted = [localStorage.getItem(kept) ?? '', ...navigator.languages].map(one => one.slice(0, 2));
  return wanted.map(one => locales.find(locale => locale === one)).find(one => one !== undefined) ?? 'fr';
}
