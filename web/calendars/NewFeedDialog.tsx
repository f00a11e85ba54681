import { useQuery } from '@tanstack/solid-query';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { createStore } from 'solid-js/store';
import { busyOnlyScopes, type FeedFilter, type FeedScope, feedScopes, type NewFeed } from '../../shared/feed.ts';
import { type ResourceKind, resourceKinds } from '../../shared/words.ts';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { findOrganisations, findResources, findSites } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/states.tsx';
import { calendarsWords } from './calendars-words.ts';
import { FeedOptions, type Options } from './FeedOptions.tsx';
import { MakeFeedDialog } from './MakeFeedDialog.tsx';

/** Makes an address: of what, how much it shows, of which time. */
export default function NewFeedDialog(props: { onClose: () => void }) {
  const t = useWords(calendarsWords);
  const [scope, setScope] = createSignal<FeedScope>('person');
  const [target, setTarget] = createSignal<Target>({});
  const [missing, setMissing] = createSignal(false);
  const [options, setOptions] = createStore<Options>({
    name: t('about.person'),
    detail: 'title',
    daysBack: 90,
    monthsAhead: 18,
    keepCancelled: false,
  });
  const about = (chosen: FeedScope) => {
    setScope(chosen);
    setTarget({});
    setMissing(false);
    setOptions('name', t(`about.${chosen}`));
  };
  const choose = (chosen: Target, name?: string) => {
    setTarget(chosen);
    if (name) setOptions('name', name.slice(0, 100));
  };
  const wanted = () => {
    const isMissing = !isWhole(scope(), target());
    setMissing(isMissing);
    return isMissing ? null : { scope: scope(), ...target(), ...options };
  };
  return (
    <MakeFeedDialog title={t('add')} wanted={wanted} onClose={props.onClose}>
      <SelectField
        label={t('aboutLabel')}
        value={scope()}
        options={feedScopes.map(one => ({ value: one, label: t(`about.${one}`) }))}
        onChange={value => about(feedScopes.find(one => one === value) ?? 'person')}
      />
      <TargetField scope={scope()} target={target()} onChange={choose} />
      <Show when={missing()}>
        <div role="alert">
          <Notice tone="danger">{scope() === 'planning' ? t('filterNeeded') : t('chooseNeeded')}</Notice>
        </div>
      </Show>
      <FeedOptions
        options={options}
        onChange={change => setOptions(change)}
        isBusyOnly={busyOnlyScopes.includes(scope())}
      />
    </MakeFeedDialog>
  );
}

type Target = Pick<NewFeed, 'organisationId' | 'resourceId' | 'siteId' | 'filter'>;

function isWhole(scope: FeedScope, target: Target): boolean {
  switch (scope) {
    case 'organisation':
    case 'board':
      return target.organisationId !== undefined;
    case 'resource':
      return target.resourceId !== undefined;
    case 'site':
      return target.siteId !== undefined;
    case 'planning':
      return Object.values(target.filter ?? {}).some(Boolean);
    default:
      return true;
  }
}

interface TargetProps {
  scope: FeedScope;
  target: Target;
  onChange: (target: Target, name?: string) => void;
}

/** Asks for what the scope is about, where it is about something. */
function TargetField(props: TargetProps) {
  const t = useWords(calendarsWords);
  const { me } = useMe();
  const [chosen, setChosen] = createSignal<ComboboxItem[]>([]);
  const pick = (key: 'organisationId' | 'resourceId' | 'siteId') => (items: ComboboxItem[]) => {
    setChosen(items);
    const item = items[0];
    props.onChange(item ? { [key]: item.value } : {}, item?.label);
  };
  return (
    <Switch>
      <Match when={props.scope === 'organisation'}>
        <SelectField
          label={t('organisation')}
          value={props.target.organisationId ?? ''}
          options={[
            { value: '', label: t('choose') },
            ...me().affiliations.map(one => ({ value: one.organisationId, label: one.organisationName })),
          ]}
          onChange={id =>
            props.onChange(
              id ? { organisationId: id } : {},
              me().affiliations.find(one => one.organisationId === id)?.organisationName,
            )
          }
        />
      </Match>
      <Match when={props.scope === 'board'}>
        <Combobox
          label={t('organisation')}
          selected={chosen()}
          onChange={pick('organisationId')}
          search={findOrganisations}
        />
      </Match>
      <Match when={props.scope === 'resource'}>
        <Combobox label={t('resource')} selected={chosen()} onChange={pick('resourceId')} search={findResources} />
      </Match>
      <Match when={props.scope === 'site'}>
        <Combobox label={t('site')} selected={chosen()} onChange={pick('siteId')} search={findSites} />
      </Match>
      <Match when={props.scope === 'planning'}>
        <FilterFields filter={props.target.filter ?? {}} onChange={filter => props.onChange({ filter })} />
      </Match>
    </Switch>
  );
}

function FilterFields(props: { filter: FeedFilter; onChange: (filter: FeedFilter) => void }) {
  const t = useWords(calendarsWords);
  const sites = useQuery(() => ({
    queryKey: ['sites', 'names'],
    queryFn: () => call(api.sites.$get({ query: { limit: '200' } })),
  }));
  const change = (part: FeedFilter) => {
    const whole = { ...props.filter, ...part };
    props.onChange(Object.fromEntries(Object.entries(whole).filter(([, value]) => value)) as FeedFilter);
  };
  return (
    <div class="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={t('kind')}
        value={props.filter.kind ?? ''}
        options={[
          { value: '', label: t('anyKind') },
          ...resourceKinds.map(one => ({ value: one, label: t(`kinds.${one}`) })),
        ]}
        onChange={kind => change({ kind: (kind || undefined) as ResourceKind | undefined })}
      />
      <SelectField
        label={t('site')}
        value={props.filter.siteId ?? ''}
        options={[
          { value: '', label: t('anyKind') },
          ...(sites.data?.items ?? []).map(one => ({ value: one.id, label: one.name })),
        ]}
        onChange={siteId => change({ siteId: siteId || undefined })}
      />
      <TextField
        label={t('words')}
        class="sm:col-span-2"
        value={props.filter.q ?? ''}
        onInput={event => change({ q: event.currentTarget.value.trim() || undefined })}
      />
    </div>
  );
}
