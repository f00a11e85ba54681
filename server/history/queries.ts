import type { HistoryEvent } from '../../shared/booking.ts';
import type { Db } from '../database/connect.ts';

/** What was done to a subject, oldest first; the last 500 acts. Without a person it was the system (a deadline). */
export async function readHistory(db: Db, subjectId: string): Promise<HistoryEvent[]> {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('person', 'person.id', 'audit_event.person_id')
    .select(['audit_event.at', 'audit_event.action', 'audit_event.before', 'audit_event.after', 'audit_event.reason'])
    .select(['person.id as person_id', 'person.name as person_name'])
    .where('audit_event.subject_id', '=', subjectId)
    .orderBy('audit_event.id', 'desc')
    .limit(500)
    .execute();
  return rows.toReversed().map(row => ({
    at: row.at.toISOString(),
    action: row.action,
    person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
    before: row.before ?? null,
    after: row.after ?? null,
    reason: row.reason,
  }));
}
