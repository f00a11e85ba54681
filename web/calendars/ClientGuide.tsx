import { For, Show } from 'solid-js';
import { clientFacts } from '../../shared/calendar-clients.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Section } from '../ui/Page.tsx';
import { calendarsWords } from './calendars-words.ts';

/** For each calendar: how to subscribe, and how soon it really sees a change. */
export function ClientGuide() {
  const t = useWords(calendarsWords);
  const { locale } = useLanguage();
  return (
    <Section title={t('guide')}>
      <p class="mb-3 text-muted">{t('guideLead')}</p>
      <div class="divide-y divide-line rounded-lg border border-line bg-surface">
        <For each={clientFacts}>
          {client => (
            <details class="px-4">
              <summary class="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-2">
                <span class="font-semibold">{client.name[locale()]}</span>
                <span class="text-sm text-muted">{client.refresh[locale()]}</span>
              </summary>
              <ol class="list-decimal pb-3 pl-5 text-sm">
                <For each={client.steps[locale()]}>{step => <li class="py-0.5">{step}</li>}</For>
              </ol>
              <Show when={client.note}>{note => <p class="pb-3 text-sm text-muted">{note()[locale()]}</p>}</Show>
              <Show when={client.isReported}>
                <p class="pb-3 text-sm text-muted">{t('reported')}</p>
              </Show>
            </details>
          )}
        </For>
      </div>
    </Section>
  );
}
