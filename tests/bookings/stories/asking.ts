import { expect } from 'vitest';
import type { Play, Reply } from '../../harness.ts';
import type { PersonName } from '../../network.ts';

export interface Ask {
  from: string;
  to: string;
  on: (string | { resourceId: string; quantity: number })[];
  who?: PersonName;
  more?: object;
}

/** What the stories ask, in wall-clock time of the site, on Tuesday 10 November 2026 unless a day is said. */
export function askingOn(stage: Play) {
  const local = (time: string) => (time.includes('T') ? time : `2026-11-10T${time}`);

  function ask({ from, to, on, who = 'member', more = {} }: Ask): Promise<Reply> {
    const organisations = { rival: stage.network.third, owner: stage.network.lender } as Partial<
      Record<string, string>
    >;
    return stage.as(who)('POST', '/api/bookings', {
      organisationId: organisations[who] ?? stage.network.borrower,
      title: 'Récit',
      startsAt: local(from),
      endsAt: local(to),
      lines: on.map(line => (typeof line === 'string' ? { resourceId: line } : line)),
      ...more,
    });
  }

  async function booked(what: Ask) {
    const reply = await ask(what);
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    return reply.body.booking;
  }

  const change = (booking: { id: string; version: number }, body: object) =>
    stage.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${booking.version}"` });
  const decide = (booking: { id: string }, outcome: 'approved' | 'declined', lineIds?: string[]) =>
    stage.as('manager')('POST', `/api/bookings/${booking.id}/decisions`, { outcome, lineIds, reason: 'Récit' });
  const read = async (booking: { id: string }) =>
    (await stage.as('coordinator')('GET', `/api/bookings/${booking.id}`)).body.booking;

  return { local, ask, booked, change, decide, read };
}
