import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { careWords } from './words.ts';

const sections = [
  { href: '/care/resources', word: 'resources', for: 'referent' },
  { href: '/care/sites', word: 'sites', for: 'referent' },
  { href: '/external-calendars', word: 'externalCalendars', for: 'referent' },
  { href: '/imports', word: 'imports', for: 'referent' },
  { href: '/care/features', word: 'features', for: 'coordinator' },
  { href: '/care/organisations', word: 'organisations', for: 'referent' },
  { href: '/care/people', word: 'people', for: 'coordinator' },
  { href: '/care/offices', word: 'offices', for: 'coordinator' },
  { href: '/care/quotas', word: 'quotas', for: 'referent' },
  { href: '/care/history', word: 'history', for: 'referent' },
  { href: '/care/mail', word: 'mail', for: 'coordinator' },
  { href: '/care/network', word: 'network', for: 'coordinator' },
] as const;

/** Around the pages with which owners and coordinators keep the network: the sections that one may enter. */
export default function CareLayout(props: { children?: JSX.Element }) {
  const t = useWords(careWords);
  const { isCoordinator, isReferent } = useMe();
  const mine = () => sections.filter(one => isCoordinator() || one.for === 'referent');
  return (
    <Show when={isCoordinator() || isReferent()} fallback={<NotAllowedPage />}>
      <div class="mx-auto flex w-full max-w-7xl flex-1 flex-col md:flex-row">
        <nav
          aria-label={t('sections')}
          class="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-3 py-2 md:w-56 md:flex-col md:border-b-0 md:border-r md:py-5 print:hidden"
        >
          <For each={mine()}>
            {section => (
              <A
                href={section.href}
                class="flex min-h-10 items-center whitespace-nowrap rounded-md px-3 text-sm font-semibold text-muted no-underline hover:bg-sunken [&.active]:bg-primary-soft [&.active]:text-on-primary-soft"
              >
                {t(section.word)}
              </A>
            )}
          </For>
        </nav>
        <div class="min-w-0 flex-1">{props.children}</div>
      </div>
    </Show>
  );
}
