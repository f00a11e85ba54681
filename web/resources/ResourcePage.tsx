import { A, useParams } from '@solidjs/router';
import { createSignal, For, type JSX, lazy, Show, Suspense } from 'solid-js';
import IconBan from '~icons/lucide/ban';
import IconRss from '~icons/lucide/calendar-plus';
import IconSync from '~icons/lucide/calendar-sync';
import IconCheck from '~icons/lucide/check';
import IconPencil from '~icons/lucide/pencil';
import type { ResourceDetail } from '../../shared/resource.ts';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { Facts, Section, useTitle } from '../ui/Page.tsx';
import { Loaded, Notice } from '../ui/states.tsx';
import { Offer } from './Offer.tsx';
import { useResourceDetail } from './page-data.ts';
import { resourcePageWords } from './page-words.ts';
import { ResourceCalendar } from './ResourceCalendar.tsx';
import { ResourcePicture } from './ResourcePicture.tsx';
import { resourceWords } from './words.ts';

const SubscribeDialog = lazy(() => import('../calendars/SubscribeDialog.tsx'));
const BlockDialog = lazy(() => import('./care/BlockDialog.tsx'));

/** All that one should know of a resource before booking it, and the ways to do so. */
export default function ResourcePage() {
  const params = useParams<{ id: string }>();
  const query = useResourceDetail(() => params.id);
  return (
    <div class="mx-auto w-full max-w-6xl px-4 py-5 sm:px-6">
      <Loaded query={query}>{resource => <Whole resource={resource()} />}</Loaded>
    </div>
  );
}

function Whole(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  useTitle(() => props.resource.name);
  return (
    <>
      <Head resource={props.resource} />
      <div class="mt-6 grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div>
          <About resource={props.resource} />
          <Show when={props.resource.state === 'published'}>
            <ResourceCalendar resource={props.resource} />
          </Show>
        </div>
        <aside aria-label={t('offer')}>
          <Offer resource={props.resource} />
          <Place resource={props.resource} />
        </aside>
      </div>
    </>
  );
}

function Head(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const words = useWords(resourceWords);
  const { me } = useMe();
  const [dialog, setDialog] = createSignal<'subscribe' | 'block' | null>(null);
  const resource = () => props.resource;
  const may = () => resource().forMyOrganisations.filter(one => one.mayBook);
  const mustAsk = () => may().length > 0 && may().every(one => one.needsApproval);
  const book = () =>
    openBookingForm({ lines: [{ resourceId: resource().id, quantity: resource().criteria?.minQuantity ?? 1 }] });
  return (
    <header class="flex flex-wrap items-start gap-4 sm:flex-nowrap sm:gap-6">
      <ResourcePicture
        kind={resource().kind}
        photo={resource().photo}
        class={`w-full ${resource().photo ? 'h-44 sm:h-40 sm:w-54' : 'h-24 sm:size-40'}`}
      />
      <div class="min-w-0 flex-1">
        <p class="text-sm font-semibold text-muted">
          {words(`kind.${resource().kind}`)} · {resource().site.commune}
        </p>
        <h1>{resource().name}</h1>
        <p class="mt-1 text-muted">{resource().owner.name}</p>
        <Show when={resource().waiting}>{count => <p class="mt-1 text-sm">{t('waiting', count())}</p>}</Show>
        <Show when={resource().state === 'withdrawn'}>
          <Notice tone="waiting" class="mt-3">
            {t('withdrawn')}
          </Notice>
        </Show>
        <Show when={resource().state === 'published' && !resource().mayBook}>
          <Notice class="mt-3">{t('notForYou')}</Notice>
        </Show>
        <div class="mt-4 flex flex-wrap gap-2">
          <Show when={resource().mayBook && resource().state === 'published'}>
            <Button look="primary" onClick={book}>
              {t(mustAsk() ? 'request' : 'book')}
            </Button>
          </Show>
          <Button icon={<IconRss aria-hidden="true" class="size-4" />} onClick={() => setDialog('subscribe')}>
            {t('subscribe')}
          </Button>
          <Show when={resource().mayManage}>
            <LinkButton
              href={`/care/resources/${resource().id}`}
              icon={<IconPencil aria-hidden="true" class="size-4" />}
            >
              {t('edit')}
            </LinkButton>
          </Show>
          <Show when={resource().mayBlock}>
            <Button icon={<IconBan aria-hidden="true" class="size-4" />} onClick={() => setDialog('block')}>
              {t('block')}
            </Button>
          </Show>
          <Show when={resource().mayBlock || resource().staffPersonId === me().person.id}>
            <LinkButton
              href={`/external-calendars?resourceId=${resource().id}`}
              icon={<IconSync aria-hidden="true" class="size-4" />}
            >
              {t('outsideCalendars')}
            </LinkButton>
          </Show>
        </div>
        <Suspense>
          <Show when={dialog() === 'subscribe'}>
            <SubscribeDialog
              resourceId={resource().id}
              resourceName={resource().name}
              onClose={() => setDialog(null)}
            />
          </Show>
          <Show when={dialog() === 'block'}>
            <BlockDialog resource={resource()} changing={null} onClose={() => setDialog(null)} />
          </Show>
        </Suspense>
      </div>
    </header>
  );
}

function About(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  const facts = (): [string, JSX.Element][] => {
    const { resource } = props;
    const valued = resource.features.filter(one => one.value !== true);
    const items: [string, JSX.Element][] = valued.map(one => [
      one.name,
      `${typeof one.value === 'number' ? format.number(one.value) : one.value}${one.unit ? ` ${one.unit}` : ''}`,
    ]);
    if (resource.capacity > 1) items.unshift([t('quantity'), t('units', resource.capacity)]);
    const buffers = [
      resource.setupMinutes > 0 && t('setup', format.length(resource.setupMinutes)),
      resource.turnaroundMinutes > 0 && t('turnaround', format.length(resource.turnaroundMinutes)),
    ].filter((text): text is string => text !== false);
    if (buffers.length > 0) items.push([t('buffers'), format.list(buffers)]);
    if (resource.partOf.length > 0) items.push([t('partOf'), <Links items={resource.partOf} />]);
    if (resource.parts.length > 0) items.push([t('parts'), <Links items={resource.parts} />]);
    if (resource.components.length > 0) items.push([t('components'), <Links items={resource.components} />]);
    return items;
  };
  return (
    <Section title={t('about')}>
      <Show when={props.resource.description}>
        <p class="mb-4 max-w-prose whitespace-pre-line">{props.resource.description}</p>
      </Show>
      <Facts items={facts()} />
      <Flags resource={props.resource} />
    </Section>
  );
}

/** What it has or is, in a word each. */
function Flags(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const flags = () => props.resource.features.filter(one => one.value === true);
  return (
    <Show when={flags().length > 0}>
      <ul aria-label={t('features')} class="mt-4 flex flex-wrap gap-x-5 gap-y-1.5">
        <For each={flags()}>
          {flag => (
            <li class="flex items-center gap-1.5">
              <IconCheck aria-hidden="true" class="size-4 text-good" />
              {flag.name}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Links(props: { items: { id: string; name: string; quantity?: number }[] }) {
  return (
    <ul>
      <For each={props.items}>
        {item => (
          <li>
            <Show when={item.quantity}>{count => <>{count()} × </>}</Show>
            <A href={`/resources/${item.id}`} class="inline-block py-0.5 text-primary underline">
              {item.name}
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}

function Place(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const site = () => props.resource.site;
  const map = () => {
    const { coordinates, address, commune } = site();
    return coordinates
      ? `https://www.openstreetmap.org/?mlat=${coordinates.latitude}&mlon=${coordinates.longitude}#map=17/${coordinates.latitude}/${coordinates.longitude}`
      : `https://www.openstreetmap.org/search?query=${encodeURIComponent(`${address}, ${commune}`)}`;
  };
  return (
    <Section title={t('place')}>
      <p class="font-semibold">{site().name}</p>
      <p>
        {site().address}
        <Show when={site().address}>
          <br />
        </Show>
        {site().commune}
      </p>
      <p class="mt-2">
        <a href={map()} rel="noreferrer" target="_blank" class="text-primary underline">
          {t('map')}
        </a>
      </p>
      <Show when={site().accessNotes}>
        <h3 class="mt-3 text-sm font-semibold">{t('access')}</h3>
        <p class="whitespace-pre-line text-sm">{site().accessNotes}</p>
      </Show>
    </Section>
  );
}
