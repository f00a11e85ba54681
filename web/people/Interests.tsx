import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, onMount, Show } from 'solid-js';
import type { InterestView } from '../../shared/organisation.ts';
import { api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { findOrganisations } from '../lookups.ts';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { TextField } from '../ui/Field.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { interestWords } from './interest-words.ts';

/** The ties that one declares of oneself, and that keep one out of decisions. */
export function Interests() {
  const t = useWords(interestWords);
  const format = useFormat();
  const client = useQueryClient();
  const query = useQuery(() => ({
    queryKey: ['interests'],
    queryFn: async () => (await call(api.interests.$get())).items,
  }));
  const { busy, problem, run } = useAct();
  const again = () => client.invalidateQueries({ queryKey: ['interests'] });
  const end = (interest: InterestView) =>
    run(async () => {
      await call(api.interests[':id'].$delete({ param: { id: interest.id } }, once()));
      await again();
      toast(() => t('overDone', interest.organisationName), { tone: 'good' });
    });
  // An address that points here is older than what it points to.
  onMount(() => location.hash === '#interests' && document.getElementById('interests')?.scrollIntoView());
  return (
    <Section title={t('interests')} id="interests">
      <Card>
        <p class="mb-3 text-sm text-muted">{t('interestsLead')}</p>
        <Loaded query={query}>
          {interests => (
            <Show when={interests().length > 0} fallback={<p class="mb-4">{t('noInterest')}</p>}>
              <ul class="mb-4 divide-y divide-line rounded-lg border border-line bg-surface">
                <For each={interests()}>
                  {one => (
                    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
                      <p class="min-w-0 flex-1">
                        <span class="font-semibold">{one.organisationName}</span> · {one.nature}
                        <Show when={one.validTo}>
                          {day => <span class="text-muted"> ({t('lastDay', format.date(day()))})</span>}
                        </Show>
                      </p>
                      <Show when={!one.validTo}>
                        <Button
                          look="quiet"
                          disabled={busy()}
                          aria-label={t('overFor', one.organisationName)}
                          onClick={() => void end(one)}
                        >
                          {t('over')}
                        </Button>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Loaded>
        <ProblemNotice problem={problem()} />
        <Declare onDeclared={again} />
      </Card>
    </Section>
  );
}

function Declare(props: { onDeclared: () => Promise<void> }) {
  const t = useWords(interestWords);
  const [organisation, setOrganisation] = createSignal<ComboboxItem[]>([]);
  const [nature, setNature] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const { busy, problem, run } = useAct();
  const declare = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    const [one] = organisation();
    if (!one || !nature().trim()) return;
    void run(async () => {
      await call(api.interests.$post({ json: { organisationId: one.value, nature: nature().trim() } }, once()));
      setOrganisation([]);
      setNature('');
      setAsked(false);
      await props.onDeclared();
      toast(() => t('declared', one.label), { tone: 'good' });
    });
  };
  return (
    <form class="grid items-start gap-3 sm:grid-cols-2" noValidate onSubmit={declare}>
      <Combobox
        label={t('organisation')}
        selected={organisation()}
        onChange={setOrganisation}
        search={findOrganisations}
        error={asked() && organisation().length === 0 ? t('chooseOrganisation') : undefined}
      />
      <TextField
        label={t('nature')}
        placeholder={t('natureHint')}
        maxlength="300"
        value={nature()}
        onInput={event => setNature(event.currentTarget.value)}
        error={asked() && !nature().trim() ? t('natureNeeded') : undefined}
      />
      <div class="sm:col-span-2">
        <ProblemNotice problem={problem()} />
        <Button type="submit" busy={busy()}>
          {t('declare')}
        </Button>
      </div>
    </form>
  );
}
