import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Derogation, Quota } from '../../shared/quota.ts';
import { countedInWords, quotaInWords } from '../../shared/quota-words.ts';
import { dayOf } from '../../shared/time.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable, NextPage } from '../ui/DataTable.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { DerogationDialog } from './DerogationDialog.tsx';
import { readQuotasAgain, useQuotas } from './data.ts';
import { EndDialog } from './EndDialog.tsx';
import { QuotaDialog } from './QuotaDialog.tsx';
import { quotaWords } from './words.ts';

/** What a dialog is open for. */
type Asking =
  | { act: 'add' }
  | { act: 'replace'; quota: Quota }
  | { act: 'derogate'; quota: Quota }
  | { act: 'end'; quota: Quota; derogation?: Derogation };

/** The quotas and their derogations, with who decided them and why; the coordinator publishes and ends them. */
export default function CareQuotasPage() {
  const t = useWords(quotaWords);
  const { me, isCoordinator } = useMe();
  const query = useQuotas();
  const [asking, ask] = createSignal<Asking | null>(null);
  const today = () => dayOf(new Date(), me().network.timeZone);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        <Show when={isCoordinator()}>
          <Button
            look="primary"
            icon={<IconPlus aria-hidden="true" class="size-4" />}
            onClick={() => ask({ act: 'add' })}
          >
            {t('add')}
          </Button>
        </Show>
      }
    >
      <Loaded query={query}>
        {data => (
          <Show
            when={data().pages.some(page => page.items.length > 0)}
            fallback={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
          >
            <ul class="flex flex-col gap-4">
              <For each={data().pages.flatMap(page => page.items)}>
                {quota => <QuotaCard quota={quota} today={today()} may={isCoordinator()} ask={ask} />}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <NextPage pages={query} />
      <Show when={asking()} keyed>
        {asked => <Asked asked={asked} today={today()} onClose={() => ask(null)} />}
      </Show>
    </Page>
  );
}

function Asked(props: { asked: Asking; today: string; onClose: () => void }) {
  const { locale } = useLanguage();
  const client = useQueryClient();
  const done = () => {
    props.onClose();
    void readQuotasAgain(client);
  };
  const common = { today: props.today, onSaved: done, onClose: () => props.onClose() };
  const { asked } = props;
  if (asked.act === 'add') return <QuotaDialog {...common} />;
  if (asked.act === 'replace') return <QuotaDialog former={asked.quota} {...common} />;
  if (asked.act === 'derogate') return <DerogationDialog quota={asked.quota} {...common} />;
  const name = asked.derogation?.organisationName ?? quotaInWords(asked.quota, locale());
  return <EndDialog quotaId={asked.quota.id} derogationId={asked.derogation?.id} name={name} {...common} />;
}

function QuotaCard(props: { quota: Quota; today: string; may: boolean; ask: (asking: Asking) => void }) {
  const t = useWords(quotaWords);
  const { locale } = useLanguage();
  const format = useFormat();
  const rule = () => quotaInWords(props.quota, locale());
  const isToCome = () => props.quota.from > props.today;
  const period = () => {
    const { from, until } = props.quota;
    return [
      t(isToCome() ? 'fromDay' : 'since', format.date(from)),
      ...(until ? [t('untilDay', format.date(until))] : []),
    ].join(', ');
  };
  return (
    <li>
      <Card>
        <div class="flex flex-wrap items-start justify-between gap-3">
          <div class="min-w-0">
            <h2 class="text-base">
              {rule()}
              <Show when={isToCome()}>
                {' '}
                <Badge tone="waiting">{t('toCome')}</Badge>
              </Show>
            </h2>
            <p class="text-sm text-muted">
              {t('decision', props.quota.decidedBy, format.date(props.quota.decidedOn))} · {period()}
            </p>
          </div>
          <Show when={props.may}>
            <QuotaActs quota={props.quota} rule={rule()} ask={props.ask} />
          </Show>
        </div>
        <p class="mt-2 whitespace-pre-line">{props.quota.reason}</p>
        <Show when={props.quota.derogations.length > 0}>
          <div class="mt-3">
            <Derogations quota={props.quota} rule={rule()} may={props.may} ask={props.ask} />
          </div>
        </Show>
      </Card>
    </li>
  );
}

function QuotaActs(props: { quota: Quota; rule: string; ask: (asking: Asking) => void }) {
  const t = useWords(quotaWords);
  const { quota } = props;
  return (
    <div class="flex flex-wrap gap-1">
      <Button
        look="quiet"
        aria-label={t('derogateNamed', props.rule)}
        onClick={() => props.ask({ act: 'derogate', quota })}
      >
        {t('derogate')}
      </Button>
      <Button
        look="quiet"
        aria-label={t('replaceNamed', props.rule)}
        onClick={() => props.ask({ act: 'replace', quota })}
      >
        {t('replace')}
      </Button>
      <Button look="quiet" aria-label={t('endNamed', props.rule)} onClick={() => props.ask({ act: 'end', quota })}>
        {t('end')}
      </Button>
    </div>
  );
}

function Derogations(props: { quota: Quota; rule: string; may: boolean; ask: (asking: Asking) => void }) {
  const t = useWords(quotaWords);
  const { locale } = useLanguage();
  const format = useFormat();
  const columns = (): Column<Derogation>[] => [
    { key: 'organisation', header: t('organisation'), main: true, cell: one => one.organisationName },
    { key: 'amount', header: t('amount'), cell: one => countedInWords(one.amount, props.quota, locale()) },
    { key: 'during', header: t('during'), cell: one => t('days', format.date(one.from), format.date(one.until)) },
    { key: 'decidedBy', header: t('decidedBy'), cell: one => `${one.decidedBy}, ${format.date(one.decidedOn)}` },
    { key: 'reason', header: t('reason'), cell: one => one.reason },
    ...(props.may
      ? [
          {
            key: 'acts',
            header: t('acts'),
            headHidden: true,
            cell: (derogation: Derogation) => (
              <Button
                look="quiet"
                aria-label={t('endNamed', derogation.organisationName)}
                onClick={() => props.ask({ act: 'end', quota: props.quota, derogation })}
              >
                {t('end')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return <DataTable caption={t('derogations', props.rule)} rows={props.quota.derogations} columns={columns()} />;
}
