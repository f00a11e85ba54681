import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { type Network, networkChangeSchema } from '../../shared/network.ts';
import { isTimeZone } from '../../shared/time.ts';
import { type Locale, locales } from '../../shared/words.ts';
import { ApiProblem, api, call, ifUnchanged } from '../api.ts';
import { SectionForm } from '../care/SectionForm.tsx';
import { createSection, differing } from '../care/section.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe, useSession } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { LeaveGuard } from '../ui/LeaveGuard.tsx';
import { Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { RemoveDemonstration } from './RemoveDemonstration.tsx';
import { networkWords } from './words.ts';

/** The settings of the network itself, for the coordinator. */
export default function CareNetworkPage() {
  const t = useWords(networkWords);
  const { isCoordinator } = useMe();
  const query = useQuery(() => ({ queryKey: ['network'], queryFn: () => call(api.network.$get()) }));
  return (
    <Show when={isCoordinator()} fallback={<NotAllowedPage />}>
      <Page title={t('title')} lead={t('lead')}>
        <Loaded query={query}>
          {answer => (
            <>
              <LeaveGuard>
                <Settings network={answer().network} />
              </LeaveGuard>
              <Show when={answer().network.isDemonstration}>
                <RemoveDemonstration />
              </Show>
            </>
          )}
        </Loaded>
      </Page>
    </Show>
  );
}

function Settings(props: { network: Network }) {
  const t = useWords(networkWords);
  const client = useQueryClient();
  const session = useSession();
  const section = createSection(
    () => ({ name: props.network.name, timeZone: props.network.timeZone, locale: props.network.locale as Locale }),
    () => props.network.version,
  );
  const [wrong, setWrong] = createSignal<ReadonlySet<string>>(new Set());
  const { busy, problem, run } = useAct();
  const again = () => client.invalidateQueries({ queryKey: ['network'] });
  const save = () => {
    const draft = section.draft();
    const changed = Object.fromEntries(differing(section.base(), draft).map(field => [field, draft[field]]));
    const valid = networkChangeSchema.safeParse(changed);
    const zone = isTimeZone(draft.timeZone) ? [] : ['timeZone'];
    setWrong(new Set([...(valid.error?.issues.map(issue => String(issue.path[0])) ?? []), ...zone]));
    if (!valid.success || zone.length > 0) return;
    void run(async () => {
      try {
        await call(api.network.$patch({ json: valid.data }, ifUnchanged(section.version())));
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'stale') await again();
        throw error;
      }
      await again();
      section.takeTheirs();
      await session.refresh();
      toast(() => t('saved'), { tone: 'good' });
    });
  };
  const say = (field: 'name' | 'timeZone' | 'locale', value: ReturnType<typeof section.draft>) => ({
    label: t(field),
    value: field === 'locale' ? t(value.locale) : value[field],
  });
  return (
    <SectionForm section={section} say={say} busy={busy()} problem={problem()?.message} onSave={save}>
      <TextField
        label={t('name')}
        maxlength="120"
        value={section.draft().name}
        onInput={event => section.change({ name: event.currentTarget.value })}
        error={wrong().has('name') ? t('nameNeeded') : undefined}
      />
      <TextField
        label={t('timeZone')}
        hint={t('timeZoneHint')}
        list="time-zones"
        autocomplete="off"
        value={section.draft().timeZone}
        onInput={event => section.change({ timeZone: event.currentTarget.value })}
        error={wrong().has('timeZone') ? t('badZone') : undefined}
      />
      <datalist id="time-zones">
        <For each={Intl.supportedValuesOf('timeZone')}>{zone => <option value={zone} />}</For>
      </datalist>
      <SelectField
        label={t('locale')}
        hint={t('localeHint')}
        value={section.draft().locale}
        options={locales.map(one => ({ value: one, label: t(one) }))}
        onChange={value => section.change({ locale: locales.find(one => one === value) ?? 'fr' })}
      />
    </SectionForm>
  );
}
