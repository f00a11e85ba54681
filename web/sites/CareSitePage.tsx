import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import type { SiteDetail } from '../../shared/site.ts';
import { api, call, once } from '../api.ts';
import { formWords } from '../care/form-words.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Approvers } from '../resources/care/Approvers.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Button } from '../ui/Button.tsx';
import { LeaveGuard, useUnsaved } from '../ui/LeaveGuard.tsx';
import { Facts, Page } from '../ui/Page.tsx';
import { Loaded, Notice, Skeleton } from '../ui/states.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { useSite } from './data.ts';
import { HoursSection } from './HoursSection.tsx';
import { SiteFactsSection } from './SiteFactsSection.tsx';
import { SiteFields } from './SiteFields.tsx';
import { checkedFacts, noFacts } from './site-draft.ts';
import { siteWords } from './words.ts';

/** One site under care: what and where it is, when it is open, who decides on all that is there; `/care/sites/new` adds another. */
export default function CareSitePage() {
  const params = useParams<{ id: string }>();
  const { isCoordinator } = useMe();
  return (
    <Show when={params.id} keyed>
      {id => (
        <LeaveGuard>
          <Show when={id !== 'new'} fallback={isCoordinator() ? <NewSite /> : <NotAllowedPage />}>
            <One id={id} />
          </Show>
        </LeaveGuard>
      )}
    </Show>
  );
}

function One(props: { id: string }) {
  const query = useSite(() => props.id);
  return (
    <Loaded query={query} skeleton={<Skeleton rows={6} class="p-6" />}>
      {site => (
        <Show when={site().mayManage} fallback={<Known site={site()} />}>
          <Sections site={site()} />
        </Show>
      )}
    </Loaded>
  );
}

/** For those who have resources there and do not keep the site. */
function Known(props: { site: SiteDetail }) {
  const t = useWords(siteWords);
  const rows = () =>
    (['address', 'commune', 'timeZone', 'accessNotes'] as const)
      .filter(field => props.site[field])
      .map(field => [t(`field.${field}`), props.site[field]] as [string, string]);
  return (
    <Page title={props.site.name}>
      <Notice class="mb-4">{t('readOnly')}</Notice>
      <Facts items={rows()} />
    </Page>
  );
}

function Sections(props: { site: SiteDetail }) {
  const t = useWords(siteWords);
  const [params, setParams] = useSearchParams<{ section: string }>();
  // Made once: a switch of language must not draw the forms anew, and lose what is in them.
  const tabs: Tab[] = [
    { value: 'facts', label: () => t('facts'), content: () => <SiteFactsSection site={props.site} /> },
    { value: 'hours', label: () => t('hours'), content: () => <HoursSection site={props.site} /> },
    { value: 'approvers', label: () => t('approvers'), content: () => <Approvers over="site" id={props.site.id} /> },
  ];
  const section = () => tabs.find(one => one.value === params.section)?.value ?? 'facts';
  return (
    <Page title={props.site.name} lead={`${props.site.commune} · ${props.site.timeZone}`} width="wide">
      <Tabs
        label={t('sections')}
        value={section()}
        onChange={value => setParams({ section: value }, { replace: true })}
        tabs={tabs}
      />
    </Page>
  );
}

function NewSite() {
  const t = useWords(siteWords);
  const form = useWords(formWords);
  const navigate = useNavigate();
  const { busy, problem, run } = useAct();
  const [facts, setFacts] = createSignal(noFacts);
  const [checked, setChecked] = createSignal(false);
  const [done, setDone] = createSignal(false);
  useUnsaved(() => !done() && facts() !== noFacts);
  const create = () => {
    setChecked(true);
    const json = checkedFacts(facts());
    if (!json) return;
    void run(async () => {
      const { site } = await call(api.sites.$post({ json }, once()));
      setDone(true);
      toast(() => t('created'), { tone: 'good' });
      navigate(`/care/sites/${site.id}?section=hours`);
    });
  };
  return (
    <Page title={t('newTitle')}>
      <form
        noValidate
        class="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault();
          create();
        }}
      >
        <SiteFields facts={facts()} checked={checked()} onChange={part => setFacts({ ...facts(), ...part })} />
        <Show when={(checked() && !checkedFacts(facts())) || problem()}>
          <div role="alert">
            <Notice tone="danger">{problem()?.message ?? form('check')}</Notice>
          </div>
        </Show>
        <Button type="submit" look="primary" class="self-start" busy={busy()}>
          {t('create')}
        </Button>
      </form>
    </Page>
  );
}
