import { useParams } from '@solidjs/router';
import { lazy, Match, Show, Suspense, Switch } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import { ApiProblem } from '../api.ts';
import { DecideHere } from '../approvals/DecideHere.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { LinkButton } from '../ui/Button.tsx';
import { Facts, Page, Section } from '../ui/Page.tsx';
import { SiteTime } from '../ui/SiteTime.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/states.tsx';
import { useActing } from './acting.tsx';
import { BookingActs } from './BookingActs.tsx';
import { BookingLines } from './BookingLines.tsx';
import { bookingWords } from './booking-words.ts';
import { calendarFile, useBooking } from './reads.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { standingOf } from './status.ts';
import { WaitingChange } from './WaitingChange.tsx';

const Attendees = lazy(() => import('./Attendees.tsx'));
const Conditions = lazy(() => import('./Conditions.tsx'));
const HistoryList = lazy(() => import('./HistoryList.tsx'));
const SeriesDates = lazy(() => import('./SeriesDates.tsx'));

/** Everything about one booking. Mails lead here: who has to decide finds the decision on top. */
export default function BookingPage() {
  const params = useParams<{ id: string }>();
  const query = useBooking(() => params.id);
  const hidden = () => query.error instanceof ApiProblem && [400, 404].includes(query.error.status);
  return (
    <Switch fallback={<Skeleton rows={6} class="mx-auto w-full max-w-4xl p-6" />}>
      <Match when={query.data?.booking}>{booking => <Whole booking={booking()} />}</Match>
      <Match when={hidden()}>
        <Unseen />
      </Match>
      <Match when={query.error}>{error => <ErrorState error={error()} retry={() => void query.refetch()} />}</Match>
    </Switch>
  );
}

function Unseen() {
  const t = useWords(bookingWords);
  return (
    <Page title={t('title')}>
      <EmptyState title={t('notFound')} actions={<LinkButton href="/bookings">{t('back')}</LinkButton>}>
        {t('notFoundText')}
      </EmptyState>
    </Page>
  );
}

function Whole(props: { booking: Booking }) {
  const t = useWords(bookingWords);
  const now = useNow();
  const acting = useActing(() => props.booking);
  const standing = () => standingOf(props.booking, now());
  return (
    <Page
      title={props.booking.title}
      width="wide"
      lead={
        <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge standing={standing()} />
          <Deadline booking={props.booking} now={now()} />
        </span>
      }
      actions={<BookingActs acting={acting} />}
    >
      <DecideHere booking={props.booking} />
      <div class="grid gap-x-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div class="min-w-0">
          <BookingFacts booking={props.booking} />
          <Show when={props.booking.change}>
            {change => (
              <WaitingChange
                booking={props.booking}
                change={change()}
                mayWithdraw={acting.may.withdraw()}
                withdraw={acting.withdraw}
              />
            )}
          </Show>
          <BookingLines booking={props.booking} now={now()} />
          <Suspense fallback={<Skeleton rows={2} />}>
            <Conditions bookingId={props.booking.id} />
          </Suspense>
        </div>
        <div class="min-w-0">
          <Show when={props.booking.seriesId}>
            {seriesId => (
              <Suspense fallback={<Skeleton rows={3} />}>
                <SeriesDates seriesId={seriesId()} bookingId={props.booking.id} now={now()} />
              </Suspense>
            )}
          </Show>
          <Suspense fallback={<Skeleton rows={2} />}>
            <Attendees booking={props.booking} />
          </Suspense>
          <Section title={t('history')}>
            <Suspense fallback={<Skeleton rows={3} />}>
              <HistoryList booking={props.booking} />
            </Suspense>
          </Section>
        </div>
      </div>
      <acting.Dialogs />
    </Page>
  );
}

function Deadline(props: { booking: Booking; now: number }) {
  const t = useWords(bookingWords);
  const format = useFormat();
  const until = () =>
    props.booking.status === 'pending' ? (props.booking.change?.holdUntil ?? props.booking.holdUntil) : null;
  const waiting = () => (props.booking.change?.lines ?? props.booking.lines).filter(line => line.status === 'pending');
  return (
    <Show when={until()}>
      {instant => (
        <span>
          {t('deadline', format.dayTime(instant(), props.booking.timeZone), format.ago(instant(), props.now))}{' '}
          <Show when={!props.booking.change}>{t(waiting().every(line => line.holds) ? 'holds' : 'competes')}</Show>
        </span>
      )}
    </Show>
  );
}

function CalendarFile(props: { booking: Booking }) {
  const t = useWords(bookingWords);
  return (
    <a href={calendarFile(props.booking)} download="" class="text-primary underline">
      {t(props.booking.seriesId ? 'seriesFile' : 'bookingFile')}
    </a>
  );
}

function BookingFacts(props: { booking: Booking }) {
  const t = useWords(bookingWords);
  const format = useFormat();
  const minutes = () => (Date.parse(props.booking.endsAt) - Date.parse(props.booking.startsAt)) / 60_000;
  return (
    <div class="mb-8 rounded-lg border border-line bg-surface p-4 shadow-raised">
      <Facts
        items={[
          [
            t('when'),
            <SiteTime from={props.booking.startsAt} to={props.booking.endsAt} zone={props.booking.timeZone} />,
          ],
          [t('length'), format.length(minutes())],
          [t('whereAt'), [...new Set(props.booking.lines.map(line => line.siteName))].join(', ')],
          [t('for'), props.booking.organisationName],
          [t('by'), props.booking.personName],
          ...(props.booking.purpose ? [[t('purpose'), props.booking.purpose] as [string, string]] : []),
          [t('toCalendar'), <CalendarFile booking={props.booking} />],
          [t('made'), format.dayTime(props.booking.createdAt, props.booking.timeZone)],
        ]}
      />
      <Show
        when={props.booking.status === 'cancelled' && (props.booking.cancellationReason || props.booking.cancelledLate)}
      >
        <Notice tone="plain" class="mt-3">
          <Show when={props.booking.cancellationReason}>{reason => <p>{t('reasonIs', reason())}</p>}</Show>
          <Show when={props.booking.cancelledLate}>
            <p>{t('cancelledLate')}</p>
          </Show>
        </Notice>
      </Show>
    </div>
  );
}
