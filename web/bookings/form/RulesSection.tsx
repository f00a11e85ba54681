import { For, Show } from 'solid-js';
import { estimate } from '../../../shared/estimate.ts';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { RemainingQuota } from '../../quotas/RemainingQuota.tsx';
import type { FormModel } from './model.ts';
import { formWords } from './words.ts';

/** What it would cost, and for each resource the rules published in advance and the terms that booking accepts. */
export function RulesSection(props: { model: FormModel }) {
  const t = useWords(formWords);
  const resources = () => props.model.state.lines.flatMap(line => props.model.resource(line.resourceId) ?? []);
  return (
    <Show when={resources().length > 0}>
      <section class="flex flex-col gap-2 text-sm">
        <Price model={props.model} />
        <RemainingQuota asked={askedOf(props.model)} />
        <For each={resources()}>{resource => <Rules resource={resource} />}</For>
        <Show when={resources().some(one => one.terms)}>
          <p class="text-muted">{t('termsAccepted')}</p>
        </Show>
      </section>
    </Show>
  );
}

/** Of one time that the server has looked at; of a series each date says for itself what stands against it. */
function askedOf(model: FormModel) {
  const [only] = model.isSeries() ? [] : model.occurrences();
  if (!only || model.problem()) return undefined;
  return {
    organisationId: model.state.organisationId,
    resourceIds: model.state.lines.map(line => line.resourceId),
    startsAt: only.startsAt,
    endsAt: only.endsAt,
    changes: model.draft.changing?.id,
  };
}

function Rules(props: { resource: ResourceDetail }) {
  const t = useWords(formWords);
  return (
    <details class="rounded-md border border-line">
      <summary class="min-h-11 px-3 py-2.5 font-semibold pointer-fine:min-h-9 pointer-fine:py-2">
        {t('rules', props.resource.name)}
      </summary>
      <div class="flex flex-col gap-2 px-3 pb-3">
        <ul class="list-disc pl-5">
          <For each={props.resource.criteriaInWords}>{rule => <li>{rule}</li>}</For>
        </ul>
        <Show when={props.resource.terms}>
          {terms => (
            <div>
              <p class="font-semibold">{t('terms', terms().version)}</p>
              <p class="whitespace-pre-line">{terms().body}</p>
            </div>
          )}
        </Show>
      </div>
    </details>
  );
}

/** The sum, and how it comes about; kilometres are named apart, for they are counted on return. */
function Price(props: { model: FormModel }) {
  const t = useWords(formWords);
  const format = useFormat();
  const priced = () => props.model.state.lines.flatMap(line => pricedLine(props.model, line));
  const dates = () => (props.model.isSeries() ? bookedDates(props.model) : 1);
  const sum = () => priced().reduce((total, one) => total + (one.estimate?.cents ?? 0), 0) * dates();
  const perKilometre = () => priced().filter(one => one.tariff.unit === 'kilometre');
  const isCounted = () => priced().some(one => one.tariff.unit !== 'kilometre');
  const explained = () =>
    priced()
      .filter(one => one.estimate && one.estimate.cents > 0)
      .map(one => explain(one));
  const explain = ({ tariff, estimate: known, quantity }: ReturnType<typeof pricedLine>[number]) => {
    const { unit } = tariff;
    if (unit === 'free' || unit === 'kilometre') return '';
    const count = format.number(known?.count ?? 0);
    const units = unit === 'booking' ? t('unit.booking') : t(`unit.${unit}`, count);
    const times = quantity > 1 && unit !== 'unit' && unit !== 'booking' ? ` ${t('times', quantity)}` : '';
    return `${units}${times} ${t('each', format.money(tariff.amountCents))}`;
  };
  return (
    <Show when={priced().length > 0 && props.model.times().minutes > 0}>
      <p>
        <span class="font-semibold">{t('price')}</span>{' '}
        <Show when={isCounted()}>
          <span class="font-semibold tabular-nums">{sum() === 0 ? t('free') : format.money(sum())}</span>
          <Show when={explained().length > 0}>
            <span class="text-muted">
              {' '}
              ({explained().join(' + ')}
              {dates() > 1 ? `, ${t('datesTimes', dates())}` : ''})
            </span>
          </Show>
        </Show>
        <For each={perKilometre()}>
          {(one, index) => (
            <span>
              {isCounted() || index() > 0 ? ' + ' : ''}
              {t('perKilometre', format.money(one.tariff.amountCents))}
            </span>
          )}
        </For>
      </p>
    </Show>
  );
}

function pricedLine(model: FormModel, line: { resourceId: string; quantity: number }) {
  const resource = model.resource(line.resourceId);
  if (!resource?.tariff) return [];
  const time = { ...model.times(), quantity: line.quantity, timeZone: resource.site.timeZone };
  return [{ tariff: resource.tariff, quantity: line.quantity, estimate: estimate(resource.tariff, time) }];
}

/** How many dates of the series would be booked, as it is chosen now. */
export function bookedDates(model: FormModel): number {
  return model.occurrences().filter(one => isBooked(model, one)).length;
}

export function isBooked(
  model: FormModel,
  one: { recurrenceId: string; reasons: { code: string; severity: string }[] },
): boolean {
  const choice = model.choiceFor(one.recurrenceId);
  if (choice) return choice.action !== 'skip';
  return !one.reasons.some(reason => reason.code === 'holiday');
}
