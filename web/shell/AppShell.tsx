import { A, useLocation } from '@solidjs/router';
import { createEffect, createSignal, For, type JSX, lazy, on, Show, Suspense } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import IconSparkSearch from '~icons/lucide/text-search';
import { BookingFormHost } from '../bookings/form-state.tsx';
import { useWords } from '../i18n/locale.tsx';
import { useChanges } from '../live/changes.ts';
import { LiveText } from '../ui/LiveText.tsx';
import { useMedia } from '../ui/media.ts';
import { PageBoundary, Skeleton } from '../ui/states.tsx';
import { Toaster } from '../ui/Toaster.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { CommandHost, openCommands } from './command-state.tsx';
import { type Place, useNavigation } from './navigation.ts';
import { online } from './offline.ts';
import { useShortcuts } from './shortcuts.ts';
import { shellWords } from './words.ts';

const DemonstrationLine = lazy(() => import('./DemonstrationLine.tsx'));

/** Everything around a page for who is signed in: bar, tabs of a phone, live changes, shortcuts, toasts, dialogs. */
export function AppShell(props: { children?: JSX.Element }) {
  const t = useWords(shellWords);
  const places = useNavigation();
  const location = useLocation();
  const [main, setMain] = createSignal<HTMLElement>();
  // As `--tabs-height` in tokens.css.
  const hasTabs = useMedia('(width < 48rem)');
  useChanges();
  useShortcuts();

  // A new page begins at its top and says so: the focus goes where reading goes on. Filters in the URL are no new page.
  createEffect(
    on(
      () => location.pathname,
      () => main()?.focus({ preventScroll: true }),
      { defer: true },
    ),
  );

  return (
    <div class="flex min-h-dvh flex-col">
      <a
        href="#content"
        class="sr-only z-[80] rounded-md bg-primary px-4 py-3 font-semibold text-on-primary focus:not-sr-only focus:fixed focus:left-2 focus:top-2"
      >
        {t('skip')}
      </a>
      <header class="sticky top-0 z-30 flex h-(--bar-height) items-center gap-2 border-b border-line bg-surface px-3 sm:px-5 print:hidden">
        <A href="/" class="mr-2 flex items-center gap-2 text-xl font-bold tracking-tight no-underline">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Moyens
        </A>
        <Show when={!hasTabs()}>
          <nav aria-label={t('mainNavigation')} class="flex flex-1 gap-1">
            <For each={places()}>{place => <BarLink place={place} />}</For>
          </nav>
        </Show>
        <div class="ml-auto flex items-center gap-1">
          <button
            type="button"
            aria-keyshortcuts="Control+K"
            onClick={openCommands}
            class="flex size-11 items-center justify-center gap-2 rounded-md border-edge text-sm text-muted hover:bg-sunken lg:size-auto lg:min-h-9 lg:border lg:bg-surface lg:px-3"
          >
            <IconSparkSearch aria-hidden="true" class="size-5 lg:size-4" />
            <span class="sr-only lg:not-sr-only">{t('searchOrBook')}</span>
            <span
              aria-hidden="true"
              class="ml-3 hidden rounded-sm border border-line px-1.5 font-sans text-xs lg:inline"
            >
              Ctrl K
            </span>
          </button>
          <AccountMenu />
        </div>
      </header>
      <Show when={!online()}>
        <p role="status" class="bg-waiting-soft px-4 py-2 text-center text-sm text-on-waiting-soft">
          {t('offline')}
        </p>
      </Show>
      <Suspense>
        <DemonstrationLine />
      </Suspense>
      <main
        id="content"
        ref={setMain}
        tabIndex={-1}
        class="flex min-h-0 flex-1 flex-col pb-(--tabs-height) outline-none"
      >
        <PageBoundary>
          <Suspense fallback={<Skeleton rows={6} class="mx-auto w-full max-w-3xl p-6" />}>{props.children}</Suspense>
        </PageBoundary>
      </main>
      <Show when={hasTabs()}>
        <nav
          aria-label={t('mainNavigation')}
          class="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] print:hidden"
        >
          <For each={places()}>{place => <TabLink place={place} />}</For>
        </nav>
      </Show>
      <LiveText />
      <Toaster />
      <BookingFormHost />
      <CommandHost />
    </div>
  );
}

function BarLink(props: { place: Place }) {
  const t = useWords(shellWords);
  return (
    <A
      href={props.place.href}
      end={props.place.href === '/'}
      class="flex min-h-9 items-center gap-1.5 rounded-md px-3 text-sm font-semibold text-muted no-underline hover:bg-sunken [&.active]:bg-primary-soft [&.active]:text-on-primary-soft"
    >
      {t(props.place.word)}
      <Count place={props.place} />
    </A>
  );
}

function TabLink(props: { place: Place }) {
  const t = useWords(shellWords);
  return (
    <A
      href={props.place.href}
      end={props.place.href === '/'}
      class="relative flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-semibold text-muted no-underline [&.active]:text-primary"
    >
      <Dynamic component={props.place.icon} aria-hidden="true" class="size-5.5" />
      <span class="max-w-full truncate px-0.5">
        {t(props.place.word === 'bookings' ? 'bookingsShort' : props.place.word)}
      </span>
      <span class="absolute left-1/2 top-1 ml-2">
        <Count place={props.place} />
      </span>
    </A>
  );
}

function Count(props: { place: Place }) {
  const t = useWords(shellWords);
  return (
    <Show when={props.place.count?.()}>
      {count => (
        <span class="grid min-w-5 place-items-center rounded-full bg-primary px-1 text-xs font-bold leading-5 text-on-primary">
          <span aria-hidden="true">{count() > 99 ? '99+' : count()}</span>
          <span class="sr-only">{t('requestsWaiting', count())}</span>
        </span>
      )}
    </Show>
  );
}
