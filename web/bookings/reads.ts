import { useInfiniteQuery, useQuery } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import type { BookingStatus, ResourceKind } from '../../shared/words.ts';
import { api, call } from '../api.ts';

export const bookingViews = ['upcoming', 'pending', 'past', 'ended'] as const;
export type BookingView = (typeof bookingViews)[number];

export interface BookingChoice {
  view: BookingView;
  /** All that one booked oneself, or what an organisation has. */
  mine: boolean;
  organisationId: string | undefined;
  kind: ResourceKind | undefined;
}

const statuses: Record<BookingView, BookingStatus[]> = {
  upcoming: ['pending', 'confirmed', 'in_use'],
  pending: ['pending'],
  past: ['completed', 'no_show'],
  ended: ['declined', 'cancelled', 'expired'],
};

/** Whether a booking still belongs to a view: what an act has just changed leaves it at once. */
export function isOfView(view: BookingView, status: BookingStatus): boolean {
  return statuses[view].includes(status);
}

/** Bookings of a view, page after page: what is to come from the first on, what is over from the last back. */
export function useBookingList(choice: Accessor<BookingChoice>) {
  return useInfiniteQuery(() => ({
    queryKey: ['bookings', 'list', choice()],
    initialPageParam: '',
    queryFn: ({ pageParam }: { pageParam: string }) => call(api.bookings.$get({ query: queryOf(choice(), pageParam) })),
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  }));
}

function queryOf({ view, mine, organisationId, kind }: BookingChoice, cursor: string) {
  const isToCome = view === 'upcoming' || view === 'pending';
  return {
    status: statuses[view].join(','),
    order: isToCome ? ('first' as const) : ('last' as const),
    limit: '30',
    ...(isToCome ? { from: new Date().toISOString() } : {}),
    ...(mine ? { mine: 'true' } : {}),
    ...(organisationId ? { organisationId } : {}),
    ...(kind ? { kind } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

export function useBooking(id: Accessor<string>) {
  return useQuery(() => ({
    queryKey: ['bookings', 'one', id()],
    queryFn: () => call(api.bookings[':id'].$get({ param: { id: id() } })),
  }));
}

export function useBookingHistory(id: Accessor<string>) {
  return useQuery(() => ({
    queryKey: ['bookings', 'history', id()],
    queryFn: () => call(api.bookings[':id'].history.$get({ param: { id: id() } })),
  }));
}

export function useConditions(id: Accessor<string>) {
  return useQuery(() => ({
    queryKey: ['bookings', 'conditions', id()],
    queryFn: () => call(api.bookings[':id'].conditions.$get({ param: { id: id() } })),
  }));
}

export function useSeries(id: Accessor<string>) {
  return useQuery(() => ({
    queryKey: ['bookings', 'series', id()],
    queryFn: () => call(api.series[':id'].$get({ param: { id: id() } })),
  }));
}

/** How many dates an act would take, by scope, and who would get mail of it. */
export function useReach(asked: Accessor<{ id: string; act: 'cancel' | 'change' }>) {
  return useQuery(() => ({
    queryKey: ['bookings', 'reach', asked()],
    queryFn: () => call(api.bookings[':id'].reach.$get({ param: { id: asked().id }, query: { act: asked().act } })),
    staleTime: 0,
  }));
}

/** Where the file of a booking, or of the series that it is of, is for a calendar that subscribes to nothing. */
export function calendarFile({ id }: Pick<Booking, 'id'>): string {
  return `/api/bookings/${id}/calendar.ics`;
}
