import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { startOfDay } from '../../../shared/time.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection } from '../../care/section.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Section } from '../../ui/Page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { resourceWords } from '../words.ts';
import { useKeep } from './keep.ts';
import { checkedTariff, type TariffDraft, TariffFields } from './OfferFields.tsx';
import { offerWords } from './offer-words.ts';

/** Terms and tariff: what is in force, what will be, what was, and how a new version is published. */
export function TermsSection(props: { resource: ResourceDetail }) {
  const t = useWords(offerWords);
  const words = useWords(resourceWords);
  const format = useFormat();
  const versions = useQuery(() => ({
    queryKey: ['resources', 'versions', props.resource.id, props.resource.version],
    queryFn: () => call(api.resources[':id'].versions.$get({ param: { id: props.resource.id } })),
    placeholderData: kept => kept,
  }));
  const price = (one: { unit: TariffDraft['unit']; amountCents: number; note: string }) =>
    [
      one.unit === 'free' ? words('unit.free') : `${format.money(one.amountCents)} ${words(`unit.${one.unit}`)}`,
      one.note,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <Section title={t('terms')}>
        <p class="mb-3 max-w-3xl text-muted">{t('termsLead')}</p>
        <Loaded query={versions}>
          {data => (
            <Versions versions={data().terms} inForce={props.resource.terms?.id} zone={props.resource.site.timeZone}>
              {one => (
                <>
                  <p class="whitespace-pre-wrap">{one.body}</p>
                  <p class="mt-2 break-all text-xs text-muted">
                    {t('fingerprint')} : {one.sha256}
                  </p>
                </>
              )}
            </Versions>
          )}
        </Loaded>
        <NewTerms resource={props.resource} />
      </Section>
      <Section title={t('tariff')}>
        <p class="mb-3 max-w-3xl text-muted">{t('tariffLead')}</p>
        <Loaded query={versions}>
          {data => (
            <Versions versions={data().tariffs} inForce={props.resource.tariff?.id} zone={props.resource.site.timeZone}>
              {one => <p>{price(one)}</p>}
            </Versions>
          )}
        </Loaded>
        <NewTariff resource={props.resource} />
      </Section>
    </>
  );
}

function Versions<T extends { id: string; version: number; effectiveFrom: string }>(props: {
  versions: T[];
  inForce: string | undefined;
  zone: string;
  children: (one: T) => JSX.Element;
}) {
  const t = useWords(offerWords);
  const format = useFormat();
  return (
    <div class="mb-4 max-w-3xl divide-y divide-line rounded-lg border border-line bg-surface">
      <For each={props.versions} fallback={<p class="p-3 text-muted">{t('none')}</p>}>
        {one => (
          <details open={one.id === props.inForce} class="px-3 py-2">
            <summary class="flex min-h-9 flex-wrap items-center gap-2 text-sm font-semibold">
              {t('version', one.version)}
              <Show
                when={one.id === props.inForce}
                fallback={
                  <Badge tone={Date.parse(one.effectiveFrom) > Date.now() ? 'waiting' : 'quiet'}>
                    {t(
                      Date.parse(one.effectiveFrom) > Date.now() ? 'future' : 'former',
                      format.day(one.effectiveFrom, props.zone),
                    )}
                  </Badge>
                }
              >
                <Badge tone="good">{t('inForce')}</Badge>
              </Show>
            </summary>
            <div class="pb-2 pt-1 text-sm">{props.children(one)}</div>
          </details>
        )}
      </For>
    </div>
  );
}

/** A day from which a version is to be in force: from its first instant at the site; nothing for from now on. */
function FromDay(props: { value: string; onChange: (day: string) => void; error: boolean }) {
  const t = useWords(offerWords);
  return (
    <DateField
      label={t('from')}
      hint={t('fromHint')}
      class="max-w-64"
      value={props.value}
      onChange={props.onChange}
      error={props.error ? t('past') : undefined}
    />
  );
}

const fromOf = (day: string, zone: string) => (day ? { effectiveFrom: startOfDay(day, zone).toISOString() } : {});
const isPast = (day: string, zone: string) => day !== '' && startOfDay(day, zone).getTime() < Date.now();

function NewTerms(props: { resource: ResourceDetail }) {
  const t = useWords(offerWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const [refused, setRefused] = createSignal(false);
  const zone = () => props.resource.site.timeZone;
  const value = createMemo(() => ({ body: props.resource.terms?.body ?? '', from: '' }));
  const section = createSection(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('termsPublished') });
  const publish = () => {
    const { body, from } = section.draft();
    setRefused(!body.trim() || isPast(from, zone()));
    if (refused()) return;
    void saving.save(async () => {
      const target = { param: { id: props.resource.id }, json: { body, ...fromOf(from, zone()) } };
      const { resource } = await call(api.resources[':id'].terms.$post(target, ifUnchanged(section.version())));
      section.takeTheirs();
      keep(resource);
      return undefined;
    });
  };
  return (
    <SectionForm
      section={section}
      say={(field, one) => ({
        label: t(field === 'body' ? 'termsText' : 'from'),
        value: one[field] || form('nothing'),
      })}
      busy={saving.busy()}
      problem={refused() ? form('check') : saving.problem()}
      saveLabel={t('publishTerms')}
      onSave={publish}
    >
      <TextArea
        label={t('termsText')}
        rows={8}
        maxLength={50_000}
        value={section.draft().body}
        onInput={event => section.change({ body: event.currentTarget.value })}
      />
      <FromDay
        value={section.draft().from}
        error={isPast(section.draft().from, zone())}
        onChange={from => section.change({ from })}
      />
    </SectionForm>
  );
}

function NewTariff(props: { resource: ResourceDetail }) {
  const t = useWords(offerWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const [refused, setRefused] = createSignal(false);
  const zone = () => props.resource.site.timeZone;
  const value = createMemo<TariffDraft & { from: string }>(() => {
    const { tariff } = props.resource;
    return {
      unit: tariff?.unit ?? 'free',
      amount: (tariff?.amountCents ?? 0) / 100,
      note: tariff?.note ?? '',
      from: '',
    };
  });
  const section = createSection(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('tariffPublished') });
  const publish = () => {
    const { from, ...draft } = section.draft();
    const tariff = isPast(from, zone()) ? null : checkedTariff(draft);
    setRefused(tariff === null);
    if (!tariff) return;
    void saving.save(async () => {
      const target = { param: { id: props.resource.id }, json: { ...tariff, ...fromOf(from, zone()) } };
      const { resource } = await call(api.resources[':id'].tariffs.$post(target, ifUnchanged(section.version())));
      section.takeTheirs();
      keep(resource);
      return undefined;
    });
  };
  return (
    <SectionForm
      section={section}
      say={(field, one) => ({ label: t(field), value: String(one[field] ?? form('nothing')) })}
      busy={saving.busy()}
      problem={refused() ? form('check') : saving.problem()}
      saveLabel={t('publishTariff')}
      onSave={publish}
    >
      <TariffFields tariff={section.draft()} onChange={section.change} />
      <FromDay
        value={section.draft().from}
        error={isPast(section.draft().from, zone())}
        onChange={from => section.change({ from })}
      />
    </SectionForm>
  );
}
