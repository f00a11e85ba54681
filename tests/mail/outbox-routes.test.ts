import { beforeEach, describe, expect, test } from 'vitest';
import { queueMail } from '../../server/mail/outbox.ts';
import type { MailKind } from '../../shared/mail.ts';
import { play } from '../harness.ts';

const stage = play();
let count = 0;
async function queued(kind: MailKind = 'confirmed', minutes = 0): Promise<string> {
  const mail = {
    kind,
    to: 'member@example.test',
    locale: 'fr' as const,
    subject: `Message ${++count}`,
    text: 'https://moyens.test/sign-in?token=secret',
    html: '<p>https://moyens.test/sign-in?token=secret</p>',
    dedupeKey: `outbox-${count}`,
  };
  return (await queueMail(stage.db, mail, new Date(stage.now.getTime() + minutes * 60_000))) ?? '';
}

beforeEach(async () => {
  await stage.db.deleteFrom('mail').execute();
});

describe('the outbox', () => {
  test('is for the coordinator alone', async () => {
    const id = await queued();
    for (const [method, path] of [
      ['GET', '/api/mail'],
      ['GET', `/api/mail/${id}`],
      ['POST', `/api/mail/${id}/sending`],
    ] as const) {
      expect((await stage.as('owner')(method, path)).status).toBe(403);
      expect((await stage.anonymous(method, path)).status).toBe(401);
    }
  });

  test('lists all mails, newest first, page by page, without a body', async () => {
    const ids = [await queued('confirmed', 0), await queued('confirmed', 1), await queued('cancelled', 2)];
    const first = await stage.as('coordinator')('GET', '/api/mail?limit=2');
    const second = await stage.as('coordinator')('GET', `/api/mail?limit=2&cursor=${first.body.nextCursor}`);
    const items = [...first.body.items, ...second.body.items] as { id: string }[];
    expect(items.map(one => one.id)).toEqual(ids.toReversed());
    expect(second.body.nextCursor).toBeNull();
    expect(JSON.stringify(items)).not.toContain('token=');
    const chosen = await stage.as('coordinator')('GET', '/api/mail?kind=cancelled&state=waiting');
    expect(chosen.body.items).toHaveLength(1);
  });

  test.each([
    ['sign_in_link', true],
    ['password_reset', true],
    ['invitation', false],
    ['confirmed', false],
  ] as const)('without a mail server, the text of a %s is withheld: %s', async (kind, withheld) => {
    const { status, body } = await stage.as('coordinator')('GET', `/api/mail/${await queued(kind)}`);
    expect(status).toBe(200);
    expect(body.mail.withheld).toBe(withheld);
    expect(JSON.stringify(body).includes('token=secret')).toBe(!withheld);
  });

  test('puts a failed mail back among those that wait, and writes that down', async () => {
    const id = await queued();
    expect((await stage.as('coordinator')('POST', `/api/mail/${id}/sending`)).body.code).toBe('mail_not_resendable');
    await stage.db
      .updateTable('mail')
      .set({ state: 'failed', failed_at: stage.now, failure: '550' })
      .where('id', '=', id)
      .execute();
    const { status, body } = await stage.as('coordinator')('POST', `/api/mail/${id}/sending`);
    expect([status, body.mail.state, body.mail.failure]).toEqual([202, 'waiting', null]);
    const events = await stage.db.selectFrom('audit_event').select('action').where('subject_id', '=', id).execute();
    expect(events).toEqual([{ action: 'mail.queued_again' }]);
  });

  test('knows no mail that is not there', async () => {
    expect((await stage.as('coordinator')('GET', '/api/mail/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
