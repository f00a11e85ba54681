import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { api, call } from '../../api.ts';
import { useWords } from '../../i18n/locale.tsx';
import { findOrganisations } from '../../lookups.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Combobox, type ComboboxItem } from '../../ui/Combobox.tsx';
import { Section } from '../../ui/Page.tsx';
import { Notice } from '../../ui/states.tsx';
import { accessWords } from './access-words.ts';

/** Who would decide on a request of an organisation: asked before it matters. */
export function Deciders(props: { resource: ResourceDetail }) {
  const t = useWords(accessWords);
  const [organisation, setOrganisation] = createSignal<ComboboxItem | null>(null);
  const query = useQuery(() => ({
    queryKey: ['resources', 'deciders', props.resource.id, organisation()?.value, props.resource.version],
    queryFn: () =>
      call(
        api.resources[':id'].deciders.$get({
          param: { id: props.resource.id },
          query: { organisationId: organisation()?.value ?? '' },
        }),
      ),
    enabled: organisation() !== null,
  }));
  return (
    <Section title={t('whoDecides')} class="max-w-3xl">
      <Combobox
        label={t('partner')}
        hint={t('whoLead')}
        selected={organisation() ? [organisation() as ComboboxItem] : []}
        onChange={([one]) => setOrganisation(one ?? null)}
        search={findOrganisations}
      />
      <div aria-live="polite" class="mt-3">
        <Show when={organisation() && query.data}>
          {data => (
            <Show when={data().needsApproval} fallback={<Notice tone="good">{t('automatic')}</Notice>}>
              <Show
                when={data().people.some(one => one.decides)}
                fallback={<Notice tone="danger">{t('nobodyCould')}</Notice>}
              >
                <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
                  <For each={data().people}>
                    {one => (
                      <li class="flex flex-wrap items-center gap-2 px-3 py-2">
                        <span class={one.decides ? 'font-semibold' : one.recused ? 'text-muted' : ''}>
                          {one.personName}
                        </span>
                        <span class="text-sm text-muted">{t(`capacity.${one.capacity}`)}</span>
                        <Badge tone={one.decides ? 'good' : 'quiet'}>
                          {t(one.decides ? 'decides' : one.recused ? 'recused' : 'waits')}
                        </Badge>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </Show>
          )}
        </Show>
      </div>
    </Section>
  );
}
