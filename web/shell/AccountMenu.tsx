import { useNavigate } from '@solidjs/router';
import { createSignal, lazy, Show, Suspense } from 'solid-js';
import IconCalendar from '~icons/lucide/calendar-sync';
import IconKeyboard from '~icons/lucide/keyboard';
import IconLanguages from '~icons/lucide/languages';
import IconSignOut from '~icons/lucide/log-out';
import IconTheme from '~icons/lucide/sun-moon';
import IconUser from '~icons/lucide/user-round';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe, useSession } from '../people/session.tsx';
import { openShortcuts } from './command-state.tsx';
import { setTheme, theme, themes } from './theme.ts';
import { shellWords } from './words.ts';

// The menu brings Ark UI, which the first paint does not need: it comes with the first sign that somebody will open it.
const loadMenu = () => import('../ui/Menu.tsx').then(module => ({ default: module.Menu }));
const Menu = lazy(loadMenu);

/** Whose session it is, and what one changes for oneself: profile, calendars, language, appearance, sign-out. */
export function AccountMenu() {
  const t = useWords(shellWords);
  const { me } = useMe();
  const { signOut } = useSession();
  const { locale, setLocale } = useLanguage();
  const navigate = useNavigate();
  const [wanted, setWanted] = createSignal(false);
  const nextTheme = () => themes[(themes.indexOf(theme()) + 1) % themes.length] ?? 'system';
  const items = () => [
    {
      id: 'profile',
      label: t('profile'),
      icon: <IconUser aria-hidden="true" class="size-4" />,
      act: () => navigate('/profile'),
    },
    {
      id: 'calendars',
      label: t('calendars'),
      icon: <IconCalendar aria-hidden="true" class="size-4" />,
      act: () => navigate('/calendars'),
    },
    {
      id: 'language',
      label: t('language'),
      icon: <IconLanguages aria-hidden="true" class="size-4" />,
      act: () => setLocale(locale() === 'fr' ? 'en' : 'fr'),
    },
    {
      id: 'theme',
      label: t('appearance', t(nextTheme())),
      icon: <IconTheme aria-hidden="true" class="size-4" />,
      act: () => setTheme(nextTheme()),
    },
    {
      id: 'shortcuts',
      label: t('shortcuts'),
      icon: <IconKeyboard aria-hidden="true" class="size-4" />,
      act: openShortcuts,
    },
    {
      id: 'sign-out',
      label: t('signOut'),
      icon: <IconSignOut aria-hidden="true" class="size-4" />,
      act: () => void signOut(),
    },
  ];
  const label = () => t('account', me().person.name);
  const closed = () => (
    <button
      type="button"
      aria-label={label()}
      aria-haspopup="menu"
      class="grid size-11 place-items-center rounded-md hover:bg-sunken"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      <Initials name={me().person.name} />
    </button>
  );
  return (
    <Show when={wanted()} fallback={closed()}>
      <Suspense fallback={closed()}>
        <Menu label={label()} trigger={<Initials name={me().person.name} />} items={items()} startsOpen />
      </Suspense>
    </Show>
  );
}

function Initials(props: { name: string }) {
  const initials = () =>
    props.name
      .split(/\s+/)
      .map(word => word[0] ?? '')
      .filter((_, index, all) => index === 0 || index === all.length - 1)
      .join('');
  // Drawn and not written: who speaks to the computer says the name of the button, which the letters are not part of.
  return (
    <span
      aria-hidden="true"
      data-initials={initials()}
      class="grid size-8 place-items-center rounded-full bg-primary-soft text-sm font-bold text-on-primary-soft before:content-[attr(data-initials)]"
    />
  );
}
