import { type JSX, Suspense } from 'solid-js';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { LiveText } from '../ui/LiveText.tsx';
import { PageBoundary, Skeleton } from '../ui/states.tsx';
import { Toaster } from '../ui/Toaster.tsx';
import { shellWords } from './words.ts';

/** Around the pages that one sees before a sign-in. */
export function PlainShell(props: { children?: JSX.Element }) {
  const t = useWords(shellWords);
  const { locale, setLocale } = useLanguage();
  return (
    <div class="flex min-h-dvh flex-col">
      <header class="flex h-(--bar-height) items-center justify-between px-4 sm:px-6">
        <span class="flex items-center gap-2 text-xl font-bold tracking-tight">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Moyens
        </span>
        <button
          type="button"
          lang={locale() === 'fr' ? 'en' : 'fr'}
          class="min-h-11 rounded-md px-3 font-semibold text-primary hover:bg-primary-soft"
          onClick={() => setLocale(locale() === 'fr' ? 'en' : 'fr')}
        >
          {t('language')}
        </button>
      </header>
      <main class="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-24 pt-6">
        <PageBoundary>
          <Suspense fallback={<Skeleton rows={3} />}>{props.children}</Suspense>
        </PageBoundary>
      </main>
      <LiveText />
      <Toaster />
    </div>
  );
}
