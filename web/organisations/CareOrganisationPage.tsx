import { A, useParams, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import type { OrganisationView } from '../../shared/organisation.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Approvers } from '../resources/care/Approvers.tsx';
import { LeaveGuard } from '../ui/LeaveGuard.tsx';
import { Page } from '../ui/Page.tsx';
import { Loaded, Notice } from '../ui/states.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useOrganisation } from './data.ts';
import { Invitations } from './Invitations.tsx';
import { useMembership } from './membership.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import { OrganisationPeople } from './OrganisationPeople.tsx';
import { peopleWords } from './people-words.ts';
import { organisationWords } from './words.ts';

const tabs = ['facts', 'people', 'approvers', 'invitations'] as const;
/** For those who run it. */
const kept: readonly string[] = ['approvers', 'invitations'];

/** One organisation: its record, who acts for it, who decides on all that it owns, who is invited. */
export default function CareOrganisationPage() {
  const params = useParams<{ id: string }>();
  const query = useOrganisation(() => params.id);
  return (
    <LeaveGuard>
      <Loaded query={query}>{organisation => <Whole organisation={organisation()} />}</Loaded>
    </LeaveGuard>
  );
}

function Whole(props: { organisation: OrganisationView }) {
  const t = useWords(organisationWords);
  const people = useWords(peopleWords);
  const { isCoordinator, actsFor } = useMe();
  const membership = useMembership();
  const [search, setSearch] = useSearchParams<{ tab?: string }>();
  const id = () => props.organisation.id;
  const runs = () => isCoordinator() || actsFor(id(), 'referent');
  const sees = () => isCoordinator() || actsFor(id());
  const shown = () => tabs.find(tab => tab === search.tab && (!kept.includes(tab) || runs())) ?? 'facts';
  return (
    <Page
      title={props.organisation.name}
      width="wide"
      lead={
        <span class="flex flex-wrap items-center gap-2">
          {t(`kind.${props.organisation.kind}`)} {membership(props.organisation)}
          <A href={`/find?organisationId=${id()}`} class="py-0.5 text-primary underline">
            {t('resources')}
          </A>
        </span>
      }
    >
      <Tabs
        label={t('tabs')}
        value={shown()}
        onChange={tab => setSearch({ tab: tab === 'facts' ? undefined : tab }, { replace: true })}
        tabs={[
          {
            value: 'facts',
            label: () => t('facts'),
            content: () => <OrganisationForm organisation={props.organisation} runs={runs()} />,
          },
          {
            value: 'people',
            label: () => t('people'),
            content: () => (
              <Show when={sees()} fallback={<Notice>{people('notYours')}</Notice>}>
                <OrganisationPeople organisation={props.organisation} runs={runs()} />
              </Show>
            ),
          },
          ...(runs()
            ? [
                {
                  value: 'approvers',
                  label: () => t('approvers'),
                  content: () => <Approvers over="organisation" id={id()} />,
                },
                {
                  value: 'invitations',
                  label: () => t('invitations'),
                  content: () => <Invitations organisationId={id()} />,
                },
              ]
            : []),
        ]}
      />
    </Page>
  );
}
