import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { SiteDetail } from '../../shared/site.ts';
import { dayOf } from '../../shared/time.ts';
import { api, call, ifUnchanged } from '../api.ts';
import { EffectDialog } from '../care/EffectDialog.tsx';
import { formWords } from '../care/form-words.ts';
import { SectionForm } from '../care/SectionForm.tsx';
import { useSave } from '../care/save.ts';
import { createSection, differing } from '../care/section.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { CheckField, SelectField, TextField } from '../ui/Field.tsx';
import { Section } from '../ui/Page.tsx';
import { Notice } from '../ui/states.tsx';
import { useKeepSite } from './data.ts';
import { ExceptionFields } from './ExceptionFields.tsx';
import { type Exception, exceptionsFit, type Opening, openingsFit, sortedOpenings } from './site-draft.ts';
import { WeekFields } from './WeekFields.tsx';
import { siteWords } from './words.ts';
import { YearOfSite } from './YearOfSite.tsx';

interface Hours {
  openings: Opening[];
  exceptions: Exception[];
  closesOnPublicHolidays: boolean;
  holidayRegion: string;
}

/** When a site is open; the bookings that would fall outside are shown before anything is saved. */
export function HoursSection(props: { site: SiteDetail }) {
  const t = useWords(siteWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeepSite();
  const value = createMemo(() => hoursOf(props.site));
  const section = createSection<Hours>(value, () => props.site.version);
  const saving = useSave({ refresh: () => refresh(props.site.id), section, saved: () => t('saved') });
  const wrong = () =>
    !openingsFit(section.draft().openings)
      ? t('wrongHours')
      : exceptionsFit(section.draft().exceptions)
        ? undefined
        : t('wrongDays');

  const save = (acceptAffected: boolean) => {
    if (wrong()) return;
    const draft = section.draft();
    const changed = Object.fromEntries(differing(section.base(), draft).map(name => [name, draft[name]]));
    void saving.save(async () => {
      const send = (more: { dryRun?: boolean; acceptAffected?: boolean }) => {
        const target = { param: { id: props.site.id }, json: { ...changed, ...more } };
        return call(api.sites[':id'].hours.$put(target, ifUnchanged(section.version())));
      };
      const { affected } = acceptAffected ? { affected: [] } : await send({ dryRun: true });
      if (affected.length > 0) return { outcome: 'stay', bookings: affected };
      keep((await send({ acceptAffected })).site);
    });
  };
  const say = (field: keyof Hours, one: Hours) => {
    const given = one[field];
    const text = typeof given === 'boolean' ? form(given ? 'yes' : 'no') : Array.isArray(given) ? given.length : given;
    return { label: t(`field.${field}`), value: text };
  };
  return (
    <>
      <SectionForm
        section={section}
        say={say}
        busy={saving.busy()}
        problem={wrong() ?? saving.problem()}
        onSave={() => save(false)}
      >
        <p class="text-muted">{t('hoursEffect')}</p>
        <Show when={section.draft().openings.length === 0}>
          <Notice>
            <strong>{t('always')}</strong> · {t('alwaysHint')}
          </Notice>
        </Show>
        <WeekFields openings={section.draft().openings} onChange={openings => section.change({ openings })} />
        <Section title={t('holidays')} class="mt-4">
          <CheckField
            label={t('field.closesOnPublicHolidays')}
            checked={section.draft().closesOnPublicHolidays}
            onChange={event => section.change({ closesOnPublicHolidays: event.currentTarget.checked })}
          />
          <TextField
            class="max-w-sm"
            label={t('field.holidayRegion')}
            hint={t('regionHint')}
            value={section.draft().holidayRegion}
            onInput={event => section.change({ holidayRegion: event.currentTarget.value.toUpperCase() })}
          />
        </Section>
        <Section title={t('closures')}>
          <ExceptionFields
            exceptions={section.draft().exceptions}
            today={dayOf(new Date(), props.site.timeZone)}
            onChange={exceptions => section.change({ exceptions })}
          />
        </Section>
        <Year site={props.site} hours={section.draft()} />
      </SectionForm>
      <EffectDialog
        effect={saving.effect()}
        timeZone={props.site.timeZone}
        busy={saving.busy()}
        onAccept={() => save(true)}
        onClose={saving.forget}
      />
    </>
  );
}

function Year(props: { site: SiteDetail; hours: Hours }) {
  const t = useWords(siteWords);
  const format = useFormat();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = createSignal(thisYear);
  const holidays = useQuery(() => ({
    queryKey: ['sites', 'year', props.site.id, year(), props.site.version],
    queryFn: async () =>
      (await call(api.sites[':id'].$get({ param: { id: props.site.id }, query: { year: String(year()) } }))).site
        .publicHolidays,
  }));
  return (
    <Section
      title={t('yearOf', year())}
      actions={
        <SelectField
          label={t('year')}
          labelHidden
          value={String(year())}
          options={[0, 1, 2].map(one => ({ value: String(thisYear + one), label: String(thisYear + one) }))}
          onChange={given => setYear(Number(given))}
        />
      }
    >
      <YearOfSite
        year={year()}
        hours={{ ...props.hours, timeZone: props.site.timeZone }}
        holidays={holidays.data ?? []}
      />
      <details class="mt-3">
        <summary class="min-h-9 text-sm font-semibold">{t('holidaysOf', year())}</summary>
        <ul class="grid gap-x-6 text-sm sm:grid-cols-2">
          <For each={holidays.data}>
            {one => (
              <li>
                {format.date(one.day)} · {one.name}
              </li>
            )}
          </For>
        </ul>
      </details>
    </Section>
  );
}

function hoursOf(site: SiteDetail): Hours {
  const { openings, exceptions, closesOnPublicHolidays, holidayRegion } = site;
  return {
    ...{ closesOnPublicHolidays, holidayRegion, openings: sortedOpenings(openings) },
    exceptions: exceptions.map(({ id: _, ...one }) => one),
  };
}
