import { describe, expect, test } from 'vitest';
import { bookingEvents } from '../../shared/words.ts';
import { startSmtp } from '../mail/smtp-stub.ts';
import { createResource, createSite } from '../network.ts';
import { createBooking, now, setTheStage } from './stage.ts';

const stage = setTheStage();
const person = (name: keyof typeof stage.network.people) => stage.network.people[name];

describe('who is told', () => {
  test('of a request: its author, and those entitled to decide', async () => {
    const id = await createBooking(stage, { status: 'pending', needsApproval: true });
    await stage.deliver({ event: 'requested', bookingIds: [id], actorId: person('member') });
    const mails = await stage.mails();
    expect(Object.keys(mails).toSorted()).toEqual(['manager', 'member']);
    expect(mails.member?.subject).toBe('Demande envoyée : Camion Trafic, mar. 3 nov. 09:00');
    expect(mails.member?.text_body).toContain('transmise à L’Atelier');
    expect(mails.manager?.subject).toBe('À décider : Camion Trafic pour Les Jardins, mar. 3 nov. 09:00');
    expect(mails.manager?.text_body).toContain('Member (Les Jardins) demande une réservation pour Les Jardins.');
    expect(mails.manager?.text_body).toContain('avant le lun. 2 nov. 2026 à 21:00');
    expect(mails.manager?.useless_after).toEqual(new Date('2026-11-02T20:00:00Z'));
  });

  test('of a request: not a decider who is recused; the substitute then', async () => {
    await stage.db
      .insertInto('declared_interest')
      .values({
        person_id: person('manager'),
        organisation_id: stage.network.third,
        nature: 'famille',
        valid_from: '2020-01-01',
      })
      .execute();
    const id = await createBooking(stage, {
      status: 'pending',
      needsApproval: true,
      person: 'rival',
      organisationId: stage.network.third,
    });
    await stage.deliver({ event: 'requested', bookingIds: [id], actorId: person('rival') });
    expect(Object.keys(await stage.mails()).toSorted()).toEqual(['rival', 'substitute']);
  });

  test('of an escalation: the substitute and the elected too, not who asked', async () => {
    const id = await createBooking(stage, { status: 'pending', needsApproval: true });
    await stage.db
      .updateTable('booking_line')
      .set({ escalated_at: now, reminded_at: now })
      .where('booking_id', '=', id)
      .execute();
    await stage.deliver({ event: 'escalated', bookingIds: [id] });
    expect(Object.keys(await stage.mails()).toSorted()).toEqual(['elected', 'manager', 'substitute']);
  });

  test('of a decision: who booked, not who decided', async () => {
    const id = await createBooking(stage, { needsApproval: true, approvedBy: 'manager' });
    await stage.deliver({ event: 'confirmed', bookingIds: [id], actorId: person('manager') });
    const mails = await stage.mails();
    expect(Object.keys(mails)).toEqual(['member']);
    expect(mails.member?.subject).toBe('Réservation confirmée : Camion Trafic, mar. 3 nov. 09:00');
    expect(mails.member?.text_body).toContain('Manager (L’Atelier) a accepté votre demande');
  });

  test('of one’s own cancellation: not oneself, but who approves what was lent', async () => {
    const id = await createBooking(stage, { status: 'cancelled' });
    await stage.deliver({ event: 'cancelled', bookingIds: [id], actorId: person('member'), reason: 'Plus besoin' });
    const mails = await stage.mails();
    expect(Object.keys(mails)).toEqual(['manager']);
    expect(mails.manager?.text_body).toContain('Member (Les Jardins) a annulé une réservation de Les Jardins.');
    expect(mails.manager?.text_body).toContain('Motif : Plus besoin');
  });

  test('of a withdrawn request that nobody had approved: nobody', async () => {
    const id = await createBooking(stage, { status: 'cancelled', needsApproval: true });
    await stage.deliver({ event: 'cancelled', bookingIds: [id], actorId: person('member') });
    expect(await stage.mails()).toEqual({});
  });

  test('instead of somebody who was deactivated: the referent of the beneficiary', async () => {
    await stage.db.updateTable('person').set({ deactivated_at: now }).where('id', '=', person('member')).execute();
    const id = await createBooking(stage, { status: 'cancelled' });
    await stage.deliver({ event: 'cancelled', bookingIds: [id], actorId: person('manager'), reason: 'Panne' });
    expect(Object.keys(await stage.mails())).toEqual(['colleague']);
  });

  test('never somebody without standing', async () => {
    const id = await createBooking(stage, { person: 'stranger' });
    await stage.deliver({ event: 'confirmed', bookingIds: [id], actorId: person('manager') });
    expect(Object.keys(await stage.mails())).toEqual(['colleague']);
  });

  test('not who chose otherwise, and still the others', async () => {
    await stage.db
      .updateTable('person')
      .set({ notification_choices: JSON.stringify({ receipts: false }) })
      .where('id', '=', person('member'))
      .execute();
    const id = await createBooking(stage, { status: 'pending', needsApproval: true });
    await stage.deliver({ event: 'requested', bookingIds: [id], actorId: person('member') });
    expect(Object.keys(await stage.mails())).toEqual(['manager']);
    await stage.deliver({ event: 'declined', bookingIds: [id], actorId: person('manager'), reason: 'Travaux' });
    expect(Object.keys(await stage.mails()).toSorted()).toEqual(['manager', 'member']);
  });
});

describe('once each', () => {
  test('though the job runs twice, and twice at once', async () => {
    const smtp = await startSmtp();
    const id = await createBooking(stage, { status: 'pending', needsApproval: true });
    const job = { event: 'requested' as const, bookingIds: [id], actorId: person('member') };
    await Promise.all([stage.deliver(job, smtp.url), stage.deliver(job, smtp.url), stage.deliver(job, smtp.url)]);
    await stage.deliver(job, smtp.url);
    await smtp.close();
    expect(smtp.mails.flatMap(mail => mail.recipients).toSorted()).toEqual([
      'RCPT TO:<manager@example.test>',
      'RCPT TO:<member@example.test>',
    ]);
    expect(await stage.db.selectFrom('mail').select('state').execute()).toEqual([{ state: 'sent' }, { state: 'sent' }]);
  });

  test('a mail server that is away makes the job fail, and a later run sends what is left', async () => {
    const smtp = await startSmtp();
    smtp.answer = '451 later';
    const id = await createBooking(stage);
    const job = { event: 'confirmed' as const, bookingIds: [id], actorId: person('member') };
    await expect(stage.deliver(job, smtp.url)).rejects.toThrow('451');
    smtp.answer = '250 taken';
    await stage.deliver(job, smtp.url, new Date(now.getTime() + 5 * 60_000));
    await smtp.close();
    expect(smtp.mails).toHaveLength(1);
  });

  test('a later version of the booking is told again', async () => {
    const id = await createBooking(stage);
    await stage.deliver({ event: 'changed', bookingIds: [id], actorId: person('manager'), version: 2 });
    await stage.deliver({ event: 'changed', bookingIds: [id], actorId: person('manager'), version: 3 });
    expect(await stage.db.selectFrom('mail').select('id').execute()).toHaveLength(2);
  });
});

describe('what it says', () => {
  test('the time in the zone of the site, which is named when it is not the network’s', async () => {
    const site = await createSite(stage.db, { time_zone: 'Indian/Reunion', commune: 'Saint-Denis' });
    const resourceId = await createResource(stage.db, stage.network, { name: 'Salle Volcan', site_id: site });
    const id = await createBooking(stage, { resourceId, startsAt: '2026-11-03T05:00:00Z' });
    await stage.deliver({ event: 'confirmed', bookingIds: [id], actorId: person('member') });
    const { member } = await stage.mails();
    expect(member?.subject).toContain('mar. 3 nov. 09:00');
    expect(member?.text_body).toContain('mar. 3 nov. 2026, de 09:00 à 12:00 (heure de La Réunion, UTC+4)');
  });

  test('the site’s hour on both sides of the change of clocks', async () => {
    for (const [startsAt, hour] of [
      ['2027-03-27T08:00:00Z', '09:00'],
      ['2027-03-29T08:00:00Z', '10:00'],
    ] as const) {
      const id = await createBooking(stage, { startsAt });
      await stage.deliver({ event: 'confirmed', bookingIds: [id], actorId: person('member') });
      const row = await stage.db.selectFrom('mail').select('text_body').where('booking_id', '=', id).executeTakeFirst();
      expect(row?.text_body).toContain(`de ${hour} à`);
    }
  });

  test('one mail for a whole series, with twenty dates and how many more', async () => {
    const resourceId = await createResource(stage.db, stage.network, { name: 'Grande salle' });
    const bookingIds = [];
    for (let week = 0; week < 25; week++) {
      const startsAt = new Date(Date.UTC(2026, 10, 3 + 7 * week, 8)).toISOString();
      bookingIds.push(await createBooking(stage, { resourceId, startsAt }));
    }
    await stage.deliver({ event: 'confirmed', bookingIds, actorId: person('member') });
    const { member } = await stage.mails();
    expect(member?.subject).toBe('Réservation confirmée : Grande salle, 25 dates dès le mar. 3 nov. 09:00');
    expect(member?.text_body.match(/^- (mar|du)/gm)).toHaveLength(20);
    expect(member?.text_body).toContain('et 5 autres');
  });

  test('what is still free, to somebody who was declined', async () => {
    const resourceId = await createResource(stage.db, stage.network, { name: 'Salle libre' });
    const id = await createBooking(stage, { resourceId, status: 'declined', needsApproval: true });
    await stage.deliver({ event: 'declined', bookingIds: [id], actorId: person('manager'), reason: 'Travaux' });
    const { member } = await stage.mails();
    expect(member?.text_body).toMatch(/Encore libre :\n- Salle libre, mar\. 3 nov\. 2026, de /);
    expect(member?.text_body).toContain('Motif : Travaux');
  });

  test('nothing of what is free to who cancels for their own side', async () => {
    const id = await createBooking(stage, { status: 'cancelled' });
    await stage.deliver({ event: 'cancelled', bookingIds: [id], actorId: person('colleague') });
    expect((await stage.mails()).member?.text_body).not.toContain('Encore libre');
  });

  test('the time before a change', async () => {
    const id = await createBooking(stage);
    const before = { startsAt: '2026-11-04T08:00:00Z', endsAt: '2026-11-04T09:00:00Z' };
    await stage.deliver({ event: 'changed', bookingIds: [id], actorId: person('manager'), before });
    expect((await stage.mails()).member?.text_body).toContain('Auparavant : mer. 4 nov. 2026, de 09:00 à 10:00');
  });

  test('names as text, whatever they hold, and links to the configured address only', async () => {
    const name = `<script>alert(1)</script>\r\nBcc: x@evil.test ${'é'.repeat(10_000)}`;
    const resourceId = await createResource(stage.db, stage.network, { name });
    const id = await createBooking(stage, { resourceId, title: '"><img src=x onerror=1>\r\n; 🚐', purpose: 'a\r\nb' });
    await stage.deliver({ event: 'confirmed', bookingIds: [id], actorId: person('member') });
    const { member } = await stage.mails();
    expect(member?.subject).not.toMatch(/[\r\n]/);
    expect(member?.subject.length).toBeLessThan(150);
    expect(member?.html_body).not.toMatch(/<script|<img/);
    expect([...(member?.html_body.matchAll(/(?:href|src)="([^"]*)"/g) ?? [])].map(match => match[1])).toEqual([
      `https://moyens.test/bookings/${id}`,
    ]);
    expect(member?.text_body.length).toBeLessThan(5000);
  });

  test.each(bookingEvents.flatMap(event => [[event, 'fr'] as const, [event, 'en'] as const]))(
    '%s reads whole in %s: who, what, when, where, why, and what next',
    async (event, locale) => {
      for (const name of ['member', 'manager'] as const) await stage.speaks(name, locale);
      const asks = ['requested', 'change_requested', 'reminded', 'escalated'].includes(event);
      const id = await createBooking(stage, {
        status: asks ? 'pending' : 'confirmed',
        needsApproval: asks,
        purpose: 'Tréteaux',
      });
      await stage.db
        .updateTable('booking_line')
        .set({ reminded_at: now, escalated_at: now })
        .where('booking_id', '=', id)
        .execute();
      const actorId = ['requested', 'change_requested'].includes(event) ? person('member') : person('owner');
      await stage.deliver({ event, bookingIds: [id], actorId, reason: 'Travaux' });
      const mails = Object.values(await stage.mails()).filter(mail => mail.locale === locale);
      expect(mails.length).toBeGreaterThan(0);
      for (const mail of mails) {
        const [day, hours] = locale === 'fr' ? ['mar. 3 nov.', 'de 09:00 à 12:00'] : ['Tue 3 Nov', '09:00 to 12:00'];
        expect(mail.subject).toContain(`Camion Trafic`);
        expect(mail.subject).toContain(`${day} 09:00`);
        for (const part of [
          hours,
          'Camion Trafic',
          'Marché de Noël',
          'Lieu',
          'Les Jardins',
          'Tréteaux',
          'Travaux',
          `/bookings/${id}`,
        ]) {
          expect(mail.text_body).toContain(part);
          expect(mail.html_body).toContain(part);
        }
        expect(mail.text_body).not.toMatch(/undefined|null|\bNaN\b|\{|\s{2,}\./);
      }
    },
  );
});
