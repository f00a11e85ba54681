import { expect } from 'vitest';
import type { Play, Reply } from '../harness.ts';
import type { PersonName } from '../network.ts';

/** What tests of resources say again and again. Times are wall-clock in Paris, on Tuesday 3 November 2026 unless said. */
export function stepsOn(stage: Play) {
  const at = (time: string, day = '2026-11-03') => `${day}T${time}:00+01:00`;

  const read = (id: string, person: PersonName = 'owner') => stage.as(person)('GET', `/api/resources/${id}`);

  /** Sends a change with the version that is current. */
  async function change(person: PersonName, method: string, path: string, body: unknown): Promise<Reply> {
    const id = path.split('/')[3] ?? '';
    const etag = (await read(id, 'coordinator')).headers.get('ETag') ?? '';
    return stage.as(person)(method, path, body, { 'If-Match': etag });
  }

  async function book(resourceId: string, from: string, to: string, options: { quantity?: number; day?: string } = {}) {
    const { quantity = 1, day } = options;
    return stage.as('member')('POST', '/api/bookings', {
      organisationId: stage.network.borrower,
      title: 'Réunion',
      startsAt: at(from, day),
      endsAt: at(to, day),
      lines: [{ resourceId, quantity }],
    });
  }

  async function booked(...what: Parameters<typeof book>): Promise<string> {
    const reply = await book(...what);
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    return reply.body.booking.id;
  }

  const affectedIds = (reply: Reply): string[] =>
    reply.body.bookings.map((one: { bookingId: string }) => one.bookingId);

  return { at, read, change, book, booked, affectedIds };
}

/** A complete offer, to be sent as a new resource. */
export function newResource(ownerId: string, siteId: string, more: object = {}) {
  return {
    kind: 'room',
    name: 'Salle neuve',
    ownerId,
    siteId,
    criteria: { withinOpeningHours: false },
    terms: { body: 'Rendre la salle propre.' },
    tariff: { unit: 'hour', amountCents: 1500 },
    ...more,
  };
}
