import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import type { Answer } from '../../shared/attendee.ts';

/** An answer as a calendar program mails it (RFC 5546 3.2.3). All of it was written by somebody outside. */
export interface IncomingReply {
  uid: string;
  /** Of one date of a series; null for all of them. */
  recurrence: { value: string; zone: string | null } | null;
  answer: Answer;
  sequence: number;
  /** DTSTAMP; null where there is none that can be read. */
  at: Date | null;
}

/** Characters of a calendar that are read; a reply has a few hundred, and some programs add the zone. */
const maxCharacters = 100_000;
const maxEvents = 50;

const answersBy: Record<string, Answer> = { ACCEPTED: 'accepted', TENTATIVE: 'tentative', DECLINED: 'declined' };

/**
 * What a mail answers, and who sent it; null for a mail that is no answer. An answer counts only for its sender: one that
 * speaks for somebody else is none.
 */
export async function readAnswers(source: Buffer): Promise<{ sender: string; replies: IncomingReply[] } | null> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'utf8', maxNestingDepth: 20 }).catch(() => null);
  const sender = mail?.from?.address?.toLowerCase();
  const text = mail?.attachments.find(one => one.mimeType.toLowerCase() === 'text/calendar')?.content;
  if (!sender || typeof text !== 'string' || text.length > maxCharacters) return null;
  const calendar = parsed(text);
  if (String(calendar?.getFirstPropertyValue('method') ?? '').toUpperCase() !== 'REPLY') return null;
  const events = calendar?.getAllSubcomponents('vevent').slice(0, maxEvents) ?? [];
  const replies = events.flatMap(event => replyOf(event, sender));
  return replies.length > 0 ? { sender, replies } : null;
}

function parsed(text: string): ICAL.Component | null {
  try {
    return new ICAL.Component(ICAL.parse(text));
  } catch {
    return null;
  }
}

function replyOf(event: ICAL.Component, sender: string): IncomingReply[] {
  const attendee = event
    .getAllProperties('attendee')
    .find(one => String(one.getFirstValue()).toLowerCase() === `mailto:${sender}`);
  const answer = answersBy[String(attendee?.getParameter('partstat') ?? '').toUpperCase()];
  const uid = String(event.getFirstPropertyValue('uid') ?? '');
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  if (!answer || uid === '' || uid.length > 255 || !Number.isSafeInteger(sequence)) return [];
  return [{ uid, recurrence: recurrenceOf(event), answer, sequence, at: stampOf(event) }];
}

function recurrenceOf(event: ICAL.Component): IncomingReply['recurrence'] {
  const property = event.getFirstProperty('recurrence-id');
  if (!property) return null;
  const zone = property.getParameter('tzid');
  const value = String(property.getFirstValue()).replace(/[-:]/g, '');
  return { value, zone: typeof zone === 'string' ? zone : null };
}

function stampOf(event: ICAL.Component): Date | null {
  const at = Date.parse(String(event.getFirstPropertyValue('dtstamp') ?? ''));
  return Number.isFinite(at) ? new Date(at) : null;
}
