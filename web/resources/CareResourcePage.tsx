import { A, useParams, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ResourceDetail } from '../../shared/resource.ts';
import { useWords } from '../i18n/locale.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Badge } from '../ui/Badge.tsx';
import { LinkButton } from '../ui/Button.tsx';
import { LeaveGuard } from '../ui/LeaveGuard.tsx';
import { Page } from '../ui/Page.tsx';
import { Loaded, Skeleton } from '../ui/states.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { ApprovalSection } from './care/ApprovalSection.tsx';
import { BlocksSection } from './care/BlocksSection.tsx';
import { CompositionSection } from './care/CompositionSection.tsx';
import { CriteriaSection } from './care/CriteriaSection.tsx';
import { FactsSection } from './care/FactsSection.tsx';
import { FeaturesSection } from './care/FeaturesSection.tsx';
import { factsWords } from './care/facts-words.ts';
import { NewResource } from './care/NewResource.tsx';
import { SharingSection } from './care/SharingSection.tsx';
import { StateActs } from './care/StateActs.tsx';
import { TermsSection } from './care/TermsSection.tsx';
import { useResource } from './care-data.ts';
import { resourceWords } from './words.ts';

/** One resource under care, section by section; `/care/resources/new` offers another. */
export default function CareResourcePage() {
  const t = useWords(factsWords);
  const params = useParams<{ id: string }>();
  const isNew = () => params.id === 'new';
  return (
    <Show when={isNew() ? 'new' : params.id} keyed>
      {id => (
        <LeaveGuard>
          <Show
            when={id !== 'new'}
            fallback={
              <Page title={t('newTitle')}>
                <NewResource />
              </Page>
            }
          >
            <One id={id} />
          </Show>
        </LeaveGuard>
      )}
    </Show>
  );
}

function One(props: { id: string }) {
  const query = useResource(() => props.id);
  return (
    <Loaded query={query} skeleton={<Skeleton rows={6} class="p-6" />}>
      {resource => (
        <Show when={resource().mayManage} fallback={<NotAllowedPage />}>
          <Sections resource={resource()} />
        </Show>
      )}
    </Loaded>
  );
}

function Sections(props: { resource: ResourceDetail }) {
  const t = useWords(factsWords);
  const words = useWords(resourceWords);
  const [params, setParams] = useSearchParams<{ section: string }>();
  // Made once, with names that follow the language: a switch must not draw the forms anew, and lose what is in them.
  const tabs: Tab[] = [
    { value: 'facts', label: () => t('facts'), content: () => <FactsSection resource={props.resource} /> },
    { value: 'features', label: () => t('features'), content: () => <FeaturesSection resource={props.resource} /> },
    { value: 'criteria', label: () => t('criteria'), content: () => <CriteriaSection resource={props.resource} /> },
    { value: 'terms', label: () => t('terms'), content: () => <TermsSection resource={props.resource} /> },
    { value: 'sharing', label: () => t('sharing'), content: () => <SharingSection resource={props.resource} /> },
    { value: 'approval', label: () => t('approval'), content: () => <ApprovalSection resource={props.resource} /> },
    {
      value: 'composition',
      label: () => t('composition'),
      content: () => <CompositionSection resource={props.resource} />,
    },
    { value: 'blocks', label: () => t('blocks'), content: () => <BlocksSection resource={props.resource} /> },
  ];
  const section = () => tabs.find(one => one.value === params.section)?.value ?? 'facts';
  return (
    <Page
      title={props.resource.name}
      width="wide"
      lead={
        <span class="flex flex-wrap items-center gap-2">
          <Badge tone={props.resource.state === 'published' ? 'good' : 'quiet'}>
            {words(`state.${props.resource.state}`)}
          </Badge>
          {words(`kind.${props.resource.kind}`)} · {props.resource.owner.name} ·{' '}
          <A href={`/care/sites/${props.resource.site.id}`} class="text-primary">
            {props.resource.site.name}
          </A>
        </span>
      }
      actions={
        <>
          <LinkButton href={`/resources/${props.resource.id}`}>{t('memberView')}</LinkButton>
          <StateActs resource={props.resource} />
        </>
      }
    >
      <Tabs
        label={t('sections')}
        value={section()}
        onChange={value => setParams({ section: value }, { replace: true })}
        tabs={tabs}
      />
    </Page>
  );
}
