import { useNavigate } from '@solidjs/router';
import { fold } from '../../shared/text.ts';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe, useSession } from '../people/session.tsx';
import { openShortcuts } from './command-state.tsx';
import { useNavigation } from './navigation.ts';
import { keysTo } from './shortcut-table.ts';
import { setTheme, themes } from './theme.ts';
import { commandWords, shellWords } from './words.ts';

export interface Command {
  id: string;
  group: 'places' | 'acts';
  label: string;
  keys?: string;
  act: () => void;
}

/** All that the command menu offers this person, in the language of the page. */
export function useCommands(): () => Command[] {
  const t = useWords(commandWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate();
  const places = useNavigation();
  const { me } = useMe();
  const { signOut } = useSession();
  const { locale, setLocale } = useLanguage();
  return () => [
    { id: 'new', group: 'acts', label: t('newBooking'), keys: 'c', act: () => openBookingForm({}) },
    ...places().map(place => ({
      id: place.href,
      group: 'places' as const,
      label: shell(place.word),
      keys: keysTo(place.href),
      act: () => navigate(place.href),
    })),
    { id: 'calendars', group: 'places', label: shell('calendars'), act: () => navigate('/calendars') },
    {
      id: 'profile',
      group: 'places',
      label: `${shell('profile')} (${me().person.name})`,
      act: () => navigate('/profile'),
    },
    { id: 'shortcuts', group: 'acts', label: t('shortcuts'), keys: '?', act: openShortcuts },
    { id: 'language', group: 'acts', label: t('language'), act: () => setLocale(locale() === 'fr' ? 'en' : 'fr') },
    ...themes.map(theme => ({ id: theme, group: 'acts' as const, label: t(theme), act: () => setTheme(theme) })),
    {
      id: 'print',
      group: 'acts',
      label: t('print'),
      keys: 'Ctrl P',
      act: () => setTimeout(() => globalThis.print(), 100),
    },
    { id: 'sign-out', group: 'acts', label: t('signOut'), act: () => void signOut() },
  ];
}

/** Those in which every word that was typed begins a word; accents and case do not matter. */
export function matching(commands: Command[], typed: string): Command[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return commands.filter(command => {
    const has = fold(command.label).split(/[\s’'-]+/);
    return words.every(word => has.some(one => one.startsWith(word)));
  });
}
