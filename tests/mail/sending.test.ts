import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Db } from '../../server/database/connect.ts';
import { MailDelayed, type NewMail, queueMail, sendMail, sendQueued } from '../../server/mail/outbox.ts';
import { cloneDatabase } from '../database.ts';
import { header, type SmtpStub, startSmtp } from './smtp-stub.ts';

let db: Db;
let drop: () => Promise<void>;
let smtp: SmtpStub;
const start = new Date('2026-11-02T08:00:00Z');
const log = pino({ level: 'silent' });
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const sending = (now = start, smtpUrl: string | undefined = smtp.url) => ({
  config: { smtpUrl, mailFrom: 'Moyens <no-reply@moyens.test>', publicUrl: 'https://moyens.test' },
  now,
  log,
});

let count = 0;
const mail = (more: Partial<NewMail> = {}): NewMail => ({
  kind: 'confirmed',
  to: 'member@example.test',
  locale: 'fr',
  subject: 'Réservation confirmée : Camion, mar. 3 nov. 09:00',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  dedupeKey: `key-${++count}`,
  ...more,
});
async function queued(more: Partial<NewMail> = {}): Promise<string> {
  const id = await queueMail(db, mail(more), start);
  if (!id) throw new Error('written before');
  return id;
}
const rowOf = (id: string) => db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

beforeAll(async () => {
  ({ db, drop } = await cloneDatabase(inject('serverUrl')));
});
beforeEach(async () => {
  await db.deleteFrom('mail').execute();
  smtp = await startSmtp();
  return () => smtp.close();
});
afterAll(() => drop());

describe('a mail', () => {
  test('goes to one mailbox, says that a machine wrote it, and names the list', async () => {
    const id = await queued();
    expect(await sendMail(db, id, sending())).toBe('sent');
    const [sent] = smtp.mails;
    if (!sent) throw new Error('nothing came');
    expect(sent.recipients).toEqual(['RCPT TO:<member@example.test>']);
    expect(header(sent, 'Message-ID')).toBe(`<${id}@moyens.test>`);
    expect(header(sent, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(sent, 'List-Id')).toBe('"Moyens" <notifications.moyens.test>');
    expect(header(sent, 'Subject')).toBe('Réservation confirmée : Camion, mar. 3 nov. 09:00');
    expect(await rowOf(id)).toMatchObject({ state: 'sent', sent_at: start, failure: null });
  });

  test('goes once, though ten workers want to send it', async () => {
    const id = await queued();
    await Promise.all(Array.from({ length: 10 }, () => sendMail(db, id, sending())));
    await sendMail(db, id, sending());
    expect(smtp.mails).toHaveLength(1);
  });

  test('is written once under its key', async () => {
    const same = mail();
    const ids = await Promise.all(Array.from({ length: 5 }, () => queueMail(db, same, start)));
    expect(ids.filter(id => id !== null)).toHaveLength(1);
  });

  test.each([
    ['a line break', 'Fête\r\nBcc: thief@evil.test\r\n\r\nbody'],
    ['separators', 'a@b.test; c@d.test, <e@f.test>'],
    ['emoji', '🚐'.repeat(120)],
    ['ten thousand characters', 'Été '.repeat(2500)],
  ])('with %s in its subject stays one mail to one person', async (_, subject) => {
    const id = await queued({ subject, text: `${subject}\r\n.\r\nQUIT\r\n` });
    await sendMail(db, id, sending());
    const [sent, ...more] = smtp.mails;
    if (!sent) throw new Error('nothing came');
    expect(more).toEqual([]);
    expect(sent.recipients).toHaveLength(1);
    expect(sent.data.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
    expect(header(sent, 'Subject')).not.toMatch(/[\r\n\uFFFD]/);
    expect(header(sent, 'Subject')?.length).toBeLessThanOrEqual(180);
  });

  test.each(['a@b.test, c@d.test', 'a@b.test\r\nRCPT TO:<c@d.test>', 'Nom <a@b.test>', 'a@b.test;c@d.test'])(
    'to %j, which is not one address, goes nowhere',
    async to => {
      const id = await queued({ to });
      expect(await sendMail(db, id, sending())).toBe('failed');
      expect(smtp.mails).toEqual([]);
    },
  );

  test('stays in the outbox for good when no server is configured', async () => {
    const id = await queued();
    expect(await sendMail(db, id, { ...sending(), config: { ...sending().config, smtpUrl: undefined } })).toBe('kept');
    expect(await sendQueued(db, sending(later(5)))).toBe(0);
    expect(smtp.mails).toEqual([]);
  });
});

describe('a mail server that is away', () => {
  test('gets each mail once when it is back, in order and under the same name', async () => {
    await smtp.close();
    const ids = [await queued({ subject: 'premier' }), await queued({ subject: 'second' })];
    await db
      .updateTable('mail')
      .set({ created_at: later(1) })
      .where('id', '=', ids[1] ?? '')
      .execute();
    await expect(sendMail(db, ids[0] ?? '', sending())).rejects.toThrow(MailDelayed);
    expect(await rowOf(ids[0] ?? '')).toMatchObject({ state: 'waiting', attempts: 1 });

    smtp = await startSmtp(Number(new URL(smtp.url).port));
    await sendQueued(db, sending(later(10)));
    await sendQueued(db, sending(later(20)));
    expect(smtp.mails.map(one => header(one, 'Subject'))).toEqual(['premier', 'second']);
    expect(smtp.mails.map(one => header(one, 'Message-ID'))).toEqual(ids.map(id => `<${id}@moyens.test>`));
  });

  test('that answers 451 for a day costs no news, and stale reminders are dropped', async () => {
    smtp.answer = '451 later';
    const news = await queued();
    const reminder = await queued({ kind: 'reminded', uselessAfter: later(600) });
    for (let minutes = 0; minutes < 1440; minutes += 30) await sendQueued(db, sending(later(minutes)));
    smtp.answer = '250 taken';
    for (let minutes = 1440; minutes < 1600; minutes += 30) await sendQueued(db, sending(later(minutes)));
    expect(smtp.mails.map(one => header(one, 'Message-ID'))).toEqual([`<${news}@moyens.test>`]);
    expect((await rowOf(reminder)).state).toBe('dropped');
  });

  test('that refuses for good is not asked again', async () => {
    smtp.answer = '550 no such mailbox';
    const id = await queued();
    expect(await sendMail(db, id, sending())).toBe('failed');
    smtp.answer = '250 taken';
    expect(await sendQueued(db, sending(later(60)))).toBe(0);
    expect((await rowOf(id)).failure).toMatch(/550 no such mailbox/);
  });

  test('may be away for three days, not for ever', async () => {
    smtp.answer = '451 later';
    const id = await queued();
    await sendQueued(db, sending(later(3 * 1440 + 1)));
    expect((await rowOf(id)).state).toBe('failed');
  });

  test('a worker that died while sending holds its mail for a few minutes only', async () => {
    const id = await queued();
    await db
      .updateTable('mail')
      .set({ claimed_until: later(5), attempts: 1 })
      .where('id', '=', id)
      .execute();
    expect(await sendMail(db, id, sending(later(1)))).toBe('waiting');
    expect(await sendQueued(db, sending(later(6)))).toBe(1);
  });
});
