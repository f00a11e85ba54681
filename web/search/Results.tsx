import { A } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import IconClock from '~icons/lucide/calendar-clock';
import IconHourglass from '~icons/lucide/hourglass';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { ResourcePicture } from '../resources/ResourcePicture.tsx';
import { useTariffWords } from '../resources/tariff.ts';
import { resourceWords } from '../resources/words.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { uiWords } from '../ui/words.ts';
import type { Needs } from './needs.ts';
import { type Found, type FoundSlot, seatsOf } from './rank.ts';
import { findWords } from './words.ts';

/** So many are drawn at first; the best are among them. */
const pageSize = 25;

/** Resources one under the other; each with the button that books it at the time that is offered. */
export function ResultList(props: { found: Found[]; needs: Needs; label: string }) {
  const ui = useWords(uiWords);
  const [pages, setPages] = createSignal(1);
  const shown = () => props.found.slice(0, pages() * pageSize);
  return (
    <>
      <ul aria-label={props.label} class="flex flex-col gap-3">
        <For each={shown()}>{found => <Result found={found} needs={props.needs} />}</For>
      </ul>
      <Show when={shown().length < props.found.length}>
        <div class="flex justify-center pt-4">
          <Button onClick={() => setPages(pages() + 1)}>{ui('more')}</Button>
        </div>
      </Show>
    </>
  );
}

function Result(props: { found: Found; needs: Needs }) {
  const t = useWords(findWords);
  const format = useFormat();
  const words = useWords(resourceWords);
  const resource = () => props.found.resource;
  const place = () => {
    const { site, distance } = resource();
    const far = distance === null ? undefined : t('kilometres', format.number(distance));
    return [site.name, site.commune !== site.name ? site.commune : undefined, far].filter(Boolean).join(' · ');
  };
  return (
    <li class="flex flex-wrap gap-x-4 gap-y-3 rounded-lg border border-line bg-surface p-3 sm:flex-nowrap sm:p-4">
      <ResourcePicture
        kind={resource().kind}
        photo={resource().photo}
        class={`size-14 sm:size-20 ${props.found.slot || props.needs.when === undefined ? '' : 'opacity-60'}`}
      />
      <div class="min-w-0 flex-1">
        <h3 class="text-base font-bold">
          <A href={`/resources/${resource().id}`} class="underline-offset-2 hover:underline">
            {resource().name}
          </A>
        </h3>
        <p class="text-sm text-muted">
          <span class="sr-only">{words(`kind.${resource().kind}`)} · </span>
          {place()}
        </p>
        <p class="text-sm text-muted">{resource().owner.name}</p>
        <Facts found={props.found} />
        <Show when={props.found.reasons.length > 0}>
          <ul class="mt-1.5 text-sm">
            <For each={props.found.reasons}>{reason => <li>{reason}</li>}</For>
          </ul>
        </Show>
        <Why found={props.found} needs={props.needs} />
      </div>
      <div class="flex w-full shrink-0 flex-col gap-2 sm:w-60 sm:items-stretch">
        <BookingButton found={props.found} needs={props.needs} />
      </div>
    </li>
  );
}

function Facts(props: { found: Found }) {
  const t = useWords(findWords);
  const tariffWords = useTariffWords();
  const seats = () => seatsOf(props.found.resource);
  const tariff = () => props.found.resource.tariff;
  return (
    <p class="mt-1.5 flex flex-wrap gap-1.5">
      <Show when={seats()}>{count => <Badge tone="quiet">{t('places', count())}</Badge>}</Show>
      <Show when={props.found.resource.capacity > 1}>
        <Badge tone="quiet">{t('units', props.found.resource.capacity)}</Badge>
      </Show>
      <Show when={tariff()}>{one => <Badge tone="quiet">{tariffWords(one())}</Badge>}</Show>
      <Show when={props.found.needsApproval}>
        <Badge tone="waiting" icon={<IconHourglass aria-hidden="true" class="size-3.5" />}>
          {t('onApproval', props.found.resource.owner.name)}
        </Badge>
      </Show>
    </p>
  );
}

/** Why it stands where it stands, so that nobody has to guess at an order. */
function Why(props: { found: Found; needs: Needs }) {
  const t = useWords(findWords);
  const format = useFormat();
  const why = () => {
    const { resource, isOwn, needsApproval } = props.found;
    const seats = seatsOf(resource);
    const { needs } = props;
    return [
      needs.seats && seats && t('fits', seats, needs.seats),
      isOwn && t('own'),
      !needsApproval && t('atOnce'),
      resource.distance !== null && t('kilometres', format.number(resource.distance)),
      resource.tariff?.amountCents === 0 && t('noCharge'),
    ].filter((text): text is string => typeof text === 'string');
  };
  const isRanked = () =>
    props.needs.sort !== 'name' && (props.needs.when === undefined ? false : props.found.slot !== null);
  return (
    <Show when={isRanked() && why().length > 0}>
      <p class="mt-1.5 text-sm text-muted">
        {t('ranked')} {format.list(why())}.
      </p>
    </Show>
  );
}

function BookingButton(props: { found: Found; needs: Needs }) {
  const t = useWords(findWords);
  const format = useFormat();
  const zone = () => props.found.resource.site.timeZone;
  const say = (slot: FoundSlot) => format.span(slot.startsAt, slot.endsAt, zone());
  const open = (slot: FoundSlot | null) => {
    const { needs, found } = props;
    const least = found.resource.criteria?.minQuantity ?? 1;
    openBookingForm({
      lines: [{ resourceId: found.resource.id, quantity: Math.max(needs.quantity ?? 1, least) }],
      ...(slot ?? {}),
      ...(needs.beneficiaryId ? { organisationId: needs.beneficiaryId } : {}),
    });
  };
  const named = (slot: FoundSlot) =>
    t(props.found.needsApproval ? 'requestAt' : 'bookAt', props.found.resource.name, say(slot));
  return (
    <Show
      when={props.needs.when}
      fallback={
        <Show when={props.found.resource.mayBook}>
          <Button aria-label={t('bookAny', props.found.resource.name)} onClick={() => open(null)}>
            {t('book')}
          </Button>
        </Show>
      }
    >
      <Show when={props.found.slot}>
        {slot => (
          <Button look="primary" class="py-1.5" aria-label={named(slot())} onClick={() => open(slot())}>
            <span>
              <span class="block">{t(props.found.needsApproval ? 'request' : 'book')}</span>
              <span class="block text-xs font-medium tabular-nums">{say(slot())}</span>
            </span>
          </Button>
        )}
      </Show>
      <Show when={props.found.next}>
        {slot => (
          <>
            <p class="text-sm text-muted">{t('nextFree')}</p>
            <Button
              aria-label={named(slot())}
              icon={<IconClock aria-hidden="true" class="size-4 shrink-0" />}
              onClick={() => open(slot())}
            >
              <span class="text-xs tabular-nums">{say(slot())}</span>
            </Button>
          </>
        )}
      </Show>
    </Show>
  );
}
