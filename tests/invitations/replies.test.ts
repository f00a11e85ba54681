import { describe, expect, it } from 'vitest';
import type { Attendee } from '../../shared/attendee.ts';
import { emailOf } from '../network.ts';
import { inviting, outsider, textOf, tokenIn, weekly } from './stage.ts';

const stage = inviting();

async function invited(more: object = {}) {
  const booked = await stage.book({ attendees: [outsider], ...more });
  const [mail] = await stage.settle();
  return { ...booked, token: tokenIn(mail) };
}
const answer = (token: string, said: string, more: object = {}) =>
  stage.anonymous('POST', '/api/invitation-replies', { token, answer: said, ...more });
const preview = (token: string) => stage.anonymous('POST', '/api/invitation-replies/preview', { token });
const stateOf = async (id: string, name = outsider.name) => {
  const { items } = await stage.member('GET', `/api/bookings/${id}/attendees`);
  return items.find((one: Attendee) => one.name === name)?.state;
};

const refusals = () =>
  stage.db
    .selectFrom('mail')
    .select(['recipient', 'subject', 'text_body'])
    .where('kind', '=', 'attendee_declined')
    .execute();

describe('the link in an invitation', () => {
  it('shows what one is invited to, and changes nothing', async () => {
    const { booking, token } = await invited();
    const { status, body } = await preview(token);
    expect(status).toBe(200);
    expect(body).toEqual({
      name: outsider.name,
      title: 'Assemblée',
      organiserName: 'Member',
      organisationName: 'Les Jardins',
      resources: 'Grande salle',
      place: expect.stringContaining('Orsay'),
      timeZone: 'Europe/Paris',
      dates: [{ bookingId: booking.id, startsAt: booking.startsAt, endsAt: booking.endsAt, state: 'needs_action' }],
    });
    expect(await stateOf(booking.id)).toBe('needs_action');
    expect((await stage.anonymous('GET', `/api/invitation-replies?token=${token}`)).status).toBe(404);
  });

  it('takes an answer without a session, and another one later', async () => {
    const { booking, token } = await invited();
    for (const said of ['accepted', 'tentative', 'declined', 'accepted']) {
      stage.later(1);
      const { status, body } = await answer(token, said);
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body.dates[0].state).toBe(said);
      expect(await stateOf(booking.id)).toBe(said);
    }
  });

  it('is kept as a hash alone', async () => {
    const { token } = await invited();
    const rows = await stage.db.selectFrom('calendar_invite_token').select('token_sha256').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(await stage.db.selectFrom('calendar_invite').selectAll().execute())).not.toContain(token);
  });

  it('dies when the booking is over or cancelled, and when the invitation is taken back', async () => {
    const over = await invited();
    stage.now = new Date('2026-11-10T10:00:00Z');
    expect((await preview(over.token)).body.code).toBe('invitation_over');
    expect((await answer(over.token, 'accepted')).status).toBe(410);

    stage.now = new Date('2026-11-02T09:00:00Z');
    const cancelled = await invited({ startsAt: '2026-11-11T09:00:00Z', endsAt: '2026-11-11T10:00:00Z' });
    await stage.member('POST', `/api/bookings/${cancelled.booking.id}/cancellation`, {});
    // At once, not when the queue has told of it.
    expect((await answer(cancelled.token, 'accepted')).body.code).toBe('invitation_over');

    await stage.settle();
    const removed = await invited({ startsAt: '2026-11-12T09:00:00Z', endsAt: '2026-11-12T10:00:00Z' });
    const path = `/api/bookings/${removed.booking.id}/attendees`;
    const { items } = await stage.member('GET', path);
    await stage.member('DELETE', `${path}/${items[0].id}`);
    expect((await answer(removed.token, 'accepted')).body.code).toBe('invitation_over');
    expect((await answer('a-token-that-nobody-was-given', 'accepted')).body.code).toBe('invitation_over');
  });

  it('in an older mail still works after a change, and answers the change', async () => {
    const { booking, token } = await invited();
    await answer(token, 'accepted');
    stage.later(5);
    const moved = { startsAt: '2026-11-10T13:00:00Z', endsAt: '2026-11-10T14:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${booking.id}`, moved, 1);
    await stage.settle();
    expect(await stateOf(booking.id), 'another time is asked for anew').toBe('needs_action');
    const shown = await preview(token);
    expect(shown.body.dates[0].startsAt).toBe('2026-11-10T13:00:00.000Z');
    await answer(token, 'declined');
    expect(await stateOf(booking.id)).toBe('declined');
  });

  it('keeps the answer where only the name or the place changes, and tells calendars of it', async () => {
    const { booking, token } = await invited();
    await answer(token, 'accepted');
    stage.later(5);
    await stage.member('PATCH', `/api/bookings/${booking.id}`, { title: 'Assemblée générale' }, 1);
    const [mail] = await stage.settle();
    expect(mail?.events[0]?.getFirstProperty('attendee')?.getParameter('partstat')).toBe('ACCEPTED');
    expect(await stateOf(booking.id)).toBe('accepted');
  });
});

describe('to a series one', () => {
  it('answers all dates that are still to come, or one of them', async () => {
    const { bookings, token } = await invited(weekly);
    stage.now = new Date('2026-11-12T08:00:00Z');
    expect((await preview(token)).body.dates).toHaveLength(3);
    await answer(token, 'accepted');
    stage.later(1);
    await answer(token, 'declined', { bookingIds: [bookings[2].id] });
    const states = await Promise.all(bookings.map((one: { id: string }) => stateOf(one.id)));
    expect(states).toEqual(['needs_action', 'accepted', 'declined', 'accepted']);
  });

  it('cannot answer for dates that one is not invited to', async () => {
    const { token } = await invited();
    const other = await stage.book({ ...weekly, startsAt: '2026-11-11T09:00:00Z', endsAt: '2026-11-11T10:00:00Z' });
    const reply = await answer(token, 'accepted', { bookingIds: [other.bookings[0].id] });
    expect([reply.status, reply.body.code]).toEqual([410, 'invitation_over']);
  });
});

describe('whoever booked', () => {
  it('is told of a refusal, each time it is one, and of nothing else', async () => {
    const { token } = await invited();
    for (const said of ['accepted', 'declined', 'declined', 'accepted', 'declined']) {
      stage.later(1);
      await answer(token, said);
    }
    await stage.settle();
    const mails = await refusals();
    expect(mails.map(one => one.recipient)).toEqual([emailOf('member'), emailOf('member')]);
    expect(mails[0]?.subject).toContain('Invitation déclinée : ');
    expect(mails[0]?.text_body).toContain('Zoé "Zo" Martin a décliné votre invitation.');
  });

  it('is told once of a series that is refused as a whole, and not at all if they chose so', async () => {
    const { token } = await invited(weekly);
    await answer(token, 'declined');
    await stage.settle();
    expect(await refusals()).toHaveLength(1);
    await stage.member('PATCH', '/api/session', { notificationChoices: { replies: false } });
    stage.later(1);
    await answer(token, 'accepted');
    stage.later(1);
    await answer(token, 'declined');
    await stage.settle();
    expect(await refusals()).toHaveLength(1);
  });
});

describe('when things meet', () => {
  it('an answer and a cancellation leave a cancelled booking, and never an answer that was taken after it', async () => {
    for (let round = 0; round < 8; round++) {
      const day = 10 + round;
      const { booking, token } = await invited({
        startsAt: `2026-11-${day}T15:00:00Z`,
        endsAt: `2026-11-${day}T16:00:00Z`,
      });
      const [said, cancelled] = await Promise.all([
        answer(token, 'accepted'),
        stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {}),
      ]);
      expect(cancelled.status).toBe(200);
      expect([200, 410]).toContain(said.status);
      expect(await stateOf(booking.id)).toBe(said.status === 200 ? 'accepted' : 'needs_action');
      const [mail] = await stage.settle();
      expect(mail?.method).toBe('CANCEL');
    }
  });

  it('two answers at the same time leave one of them, and tell of the refusal if that is it', async () => {
    const { booking, token } = await invited();
    const replies = await Promise.all([answer(token, 'accepted'), answer(token, 'declined')]);
    expect(replies.map(one => one.status)).toEqual([200, 200]);
    const state = await stateOf(booking.id);
    expect(replies.map(one => one.body.dates[0].state)).toContain(state);
    await stage.settle();
    // Whether the refusal came first or last, it was one, and whoever booked has heard of it.
    expect(await refusals()).toHaveLength(1);
  });

  it('a change and its message never ask for an answer that was given since', async () => {
    const { booking, token } = await invited();
    const moved = { startsAt: '2026-11-10T13:00:00Z', endsAt: '2026-11-10T14:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${booking.id}`, moved, 1);
    stage.later(1);
    await answer(token, 'accepted');
    const [mail] = await stage.settle();
    expect(textOf(mail?.events[0], 'dtstart')).toBe('2026-11-10T13:00:00Z');
    expect(await stateOf(booking.id)).toBe('accepted');
  });
});
