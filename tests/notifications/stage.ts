import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import type { Db } from '../../server/database/connect.ts';
import type { Row } from '../../server/database/tables.ts';
import type { NotifyJob } from '../../server/jobs/queue.ts';
import { deliver } from '../../server/notifications/deliver.ts';
import type { BookingStatus, Locale } from '../../shared/words.ts';
import { cloneDatabase } from '../database.ts';
import { createNetwork, createResource, type PersonName, type TestNetwork } from '../network.ts';

/** Monday 2 November 2026, 09:00 in Paris. */
export const now = new Date('2026-11-02T08:00:00Z');

export interface Stage {
  db: Db;
  network: TestNetwork;
  /** Delivers without a mail server: the outbox is the end. */
  deliver(
    job: Partial<NotifyJob> & Pick<NotifyJob, 'event' | 'bookingIds'>,
    smtpUrl?: string,
    at?: Date,
  ): Promise<void>;
  /** The outbox, by who got it. */
  mails(): Promise<Partial<Record<PersonName, Row<'mail'>>>>;
  speaks(person: PersonName, locale: Locale): Promise<void>;
}

/** A file's own database with the small network, and an empty outbox before each test. */
export function setTheStage(): Stage {
  const stage = {} as Stage;
  let drop = async () => {};
  beforeAll(async () => {
    const clone = await cloneDatabase(inject('serverUrl'));
    drop = clone.drop;
    Object.assign(stage, { db: clone.db, network: await createNetwork(clone.db) });
  });
  beforeEach(async () => {
    await stage.db.deleteFrom('mail').execute();
    await stage.db
      .updateTable('person')
      .set({ locale: 'fr', notification_choices: '{}', deactivated_at: null })
      .execute();
  });
  afterAll(() => drop());
  stage.deliver = (job, smtpUrl, at = now) =>
    deliver(
      stage.db,
      { version: 1, actorId: null, ...job },
      {
        config: { smtpUrl, mailFrom: 'Moyens <no-reply@moyens.test>', publicUrl: 'https://moyens.test' },
        now: at,
        log: pino({ level: 'silent' }),
      },
    );
  stage.mails = async () => {
    const rows = await stage.db.selectFrom('mail').selectAll().execute();
    const names = Object.entries(stage.network.people) as [PersonName, string][];
    return Object.fromEntries(rows.map(row => [names.find(([, id]) => id === row.person_id)?.[0], row]));
  };
  stage.speaks = async (person, locale) => {
    await stage.db.updateTable('person').set({ locale }).where('id', '=', stage.network.people[person]).execute();
  };
  return stage;
}

interface BookingFacts {
  title?: string;
  purpose?: string;
  startsAt?: string;
  hours?: number;
  status?: BookingStatus;
  resourceId?: string;
  quantity?: number;
  needsApproval?: boolean;
  approvedBy?: PersonName;
  person?: PersonName;
  organisationId?: string;
}

/** A booking of the member for the borrower, Tuesday 3 November 09:00 to 12:00 in Paris; say what differs. */
export async function createBooking({ db, network }: Stage, facts: BookingFacts = {}): Promise<string> {
  const { status = 'confirmed', hours = 3, needsApproval = false } = facts;
  const startsAt = new Date(facts.startsAt ?? '2026-11-03T08:00:00Z');
  const endsAt = new Date(startsAt.getTime() + hours * 3_600_000);
  const resourceId =
    facts.resourceId ?? (await createResource(db, network, { name: 'Camion Trafic', kind: 'vehicle' }));
  const personId = network.people[facts.person ?? 'member'];
  const [id, lineId] = [randomUUID(), randomUUID()];
  await db
    .insertInto('booking')
    .values({
      id,
      organisation_id: facts.organisationId ?? network.borrower,
      person_id: personId,
      title: facts.title ?? 'Marché de Noël',
      purpose: facts.purpose ?? null,
      starts_at: startsAt,
      ends_at: endsAt,
      status,
      created_at: now,
      updated_at: now,
    })
    .execute();
  const asked = needsApproval && facts.approvedBy ? 'pending' : status;
  await db
    .insertInto('booking_line')
    .values({
      id: lineId,
      booking_id: id,
      resource_id: resourceId,
      quantity: facts.quantity ?? 1,
      starts_at: startsAt,
      ends_at: endsAt,
      status: asked,
      approval_required: needsApproval,
      hold_until: new Date('2026-11-02T20:00:00Z'),
      requested_by: personId,
      requested_at: now,
    })
    .execute();
  if (facts.approvedBy) {
    await db
      .insertInto('decision')
      .values({
        line_id: lineId,
        person_id: network.people[facts.approvedBy],
        capacity: 'approver',
        outcome: 'approved',
        decided_at: now,
      })
      .execute();
    await db.updateTable('booking_line').set({ status }).where('id', '=', lineId).execute();
  }
  return id;
}
