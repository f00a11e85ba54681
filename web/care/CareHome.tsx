import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import IconCheck from '~icons/lucide/circle-check';
import IconPlus from '~icons/lucide/plus';
import type { Care, CareCode, CareNotice } from '../../shared/care.ts';
import { api, call } from '../api.ts';
import { useWaitingCount } from '../approvals/reads.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Badge, type BadgeTone } from '../ui/Badge.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { homeWords } from './home-words.ts';

const few = 12;

/** Which section of the subject's page deals with it. */
const sectionOf: Partial<Record<CareCode, string>> = {
  nobody_decides: 'approval',
  terms_missing: 'terms',
  tariff_missing: 'terms',
  outside_hours: 'blocks',
  blocked: 'blocks',
  site_closes: 'hours',
};
const toneOf: Record<CareCode, BadgeTone> = {
  nobody_decides: 'danger',
  terms_missing: 'danger',
  tariff_missing: 'danger',
  withdrawn_promised: 'danger',
  outside_hours: 'danger',
  blocked: 'waiting',
  site_closes: 'waiting',
  withdrawn: 'quiet',
};

/** What needs care, at a glance, and the ways to it. */
export default function CareHome() {
  const t = useWords(homeWords);
  const query = useQuery(() => ({ queryKey: ['care'], queryFn: () => call(api.care.$get()) }));
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        <LinkButton href="/care/resources/new" look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />}>
          {t('add')}
        </LinkButton>
      }
    >
      <Loaded query={query}>
        {care => (
          <>
            <Counts counts={care().counts} />
            <Section title={t('attention')}>
              <Show
                when={care().notices.length > 0}
                fallback={
                  <EmptyState title={t('calm')} icon={<IconCheck aria-hidden="true" />}>
                    {t('calmText')}
                  </EmptyState>
                }
              >
                <Notices notices={care().notices} />
              </Show>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Counts(props: { counts: Care['counts'] }) {
  const t = useWords(homeWords);
  const waiting = useWaitingCount();
  const items = () => [
    {
      count: props.counts.published,
      words: t('published', props.counts.published),
      href: '/care/resources?state=published',
    },
    {
      count: props.counts.withdrawn,
      words: t('withdrawn', props.counts.withdrawn),
      href: '/care/resources?state=withdrawn',
    },
    { count: props.counts.sites, words: t('sites', props.counts.sites), href: '/care/sites' },
    { count: waiting(), words: t('waiting', waiting()), href: '/requests' },
  ];
  return (
    <ul class="mb-8 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <For each={items()}>
        {item => (
          <li>
            <A
              href={item.href}
              class="flex h-full flex-col rounded-lg border border-line bg-surface p-4 no-underline shadow-raised hover:border-primary"
            >
              <span class="text-2xl font-bold tabular-nums">{item.count}</span>
              <span class="text-sm text-muted">{item.words}</span>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}

function Notices(props: { notices: CareNotice[] }) {
  const t = useWords(homeWords);
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.notices : props.notices.slice(0, few));
  return (
    <>
      <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
        <For each={shown()}>{notice => <NoticeRow notice={notice} />}</For>
      </ul>
      <Show when={props.notices.length > shown().length}>
        <p class="mt-3 flex items-center gap-3 text-sm text-muted">
          {t('more', props.notices.length - few)}
          <Button look="quiet" onClick={() => setAll(true)}>
            {t('show')}
          </Button>
        </p>
      </Show>
    </>
  );
}

function NoticeRow(props: { notice: CareNotice }) {
  const t = useWords(homeWords);
  const format = useFormat();
  const href = () => {
    const section = sectionOf[props.notice.code];
    return `/care/${props.notice.subject}s/${props.notice.id}${section ? `?section=${section}` : ''}`;
  };
  const when = () => {
    const { from, to, timeZone } = props.notice;
    if (!from) return '';
    return to ? format.span(from, to, timeZone) : format.day(from, timeZone);
  };
  const isNow = () => {
    const { from, to } = props.notice;
    return from !== null && to !== null && Date.parse(from) <= Date.now() && Date.now() < Date.parse(to);
  };
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5">
      <Badge tone={toneOf[props.notice.code]}>{t(`code.${props.notice.code}`)}</Badge>
      <A href={href()} class="font-semibold text-primary">
        {props.notice.name}
      </A>
      <span class="text-sm text-muted">
        {[
          props.notice.bookings ? t('bookings', props.notice.bookings) : '',
          when(),
          isNow() ? t('now') : '',
          props.notice.reason,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}
