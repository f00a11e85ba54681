import { A } from '@solidjs/router';
import type { AffectedBooking } from '../../shared/resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formWords } from './form-words.ts';

/** The bookings that a change touches, as whoever must deal with them needs to know them. */
export function AffectedBookings(props: { bookings: AffectedBooking[]; timeZone: string }) {
  const t = useWords(formWords);
  const format = useFormat();
  const columns = (): Column<AffectedBooking>[] => {
    const several = new Set(props.bookings.map(one => one.resourceId)).size > 1;
    return [
      {
        key: 'title',
        header: t('booking'),
        main: true,
        cell: one => (
          <A href={`/bookings/${one.bookingId}`} target="_blank" class="text-primary">
            {one.title}
          </A>
        ),
      },
      { key: 'when', header: t('when'), cell: one => format.span(one.startsAt, one.endsAt, props.timeZone) },
      { key: 'who', header: t('who'), cell: one => `${one.organisationName} (${one.personName})` },
      ...(several
        ? [{ key: 'resource', header: t('resource'), cell: (one: AffectedBooking) => one.resourceName }]
        : []),
      { key: 'quantity', header: t('quantity'), end: true, cell: one => one.quantity },
      ...(props.bookings.some(one => one.reasons)
        ? [{ key: 'against', header: t('against'), cell: (one: AffectedBooking) => reasonsOf(one) }]
        : []),
    ];
  };
  return <DataTable caption={t('affectedCaption')} rows={props.bookings} columns={columns()} />;
}

function reasonsOf({ reasons = [] }: AffectedBooking): string {
  return reasons.map(one => one.message).join(' ');
}
