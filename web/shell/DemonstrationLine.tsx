import { useQuery } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { shellWords } from './words.ts';

/** Says that a network is made up, so that nobody relies on it. */
export default function DemonstrationLine() {
  const t = useWords(shellWords);
  const network = useQuery(() => ({
    queryKey: ['network'],
    queryFn: () => call(api.network.$get()),
    staleTime: 3_600_000,
  }));
  return (
    <Show when={network.data?.network.isDemonstration}>
      <aside aria-label={t('demonstrationName')}>
        <p class="border-b border-line bg-sunken px-4 py-1 text-center text-xs text-muted print:hidden">
          {t('demonstration')}
        </p>
      </aside>
    </Show>
  );
}
