import type { Booking, BookingChange, NewLine, OccurrenceChoice } from '../../../shared/booking.ts';
import type { FindingCode } from '../../../shared/finding-codes.ts';
import type { Finding } from '../../../shared/findings.ts';
import { formatLocal, resolveLocal, wallOf } from '../../../shared/time.ts';
import type { ChangeScope } from '../../../shared/words.ts';
import { plusMinutes } from '../../ui/times.ts';
import type { BookingDraft } from '../form-state.tsx';
import { noRepeat, type Repeat, recurrenceOf } from './repeat.ts';

/** What the booking form holds. Times are local to `zone`, `YYYY-MM-DDTHH:MM`: that is what people mean and type. */
export interface FormState {
  zone: string;
  organisationId: string;
  lines: NewLine[];
  start: string;
  end: string;
  title: string;
  purpose: string;
  repeat: Repeat;
  choices: OccurrenceChoice[];
  /** Of a series that is changed: how much of it. */
  scope: ChangeScope;
}

export interface Beginning {
  draft: BookingDraft;
  zone: string;
  organisationId: string;
  /** Milliseconds. */
  now: number;
  /** How long a booking is unless said: the shortest that the resource takes, one hour at least. */
  minutes: number;
}

/** The form as it opens: all that the draft knows, and the next full hour where it knows no time. */
export function stateOf({ draft, zone, organisationId, now, minutes }: Beginning): FormState {
  const nextHour = Math.ceil(now / 3_600_000) * 3_600_000;
  const start = localOf(draft.startsAt ?? new Date(nextHour).toISOString(), zone);
  return {
    zone,
    organisationId: draft.organisationId ?? organisationId,
    lines: draft.lines?.map(line => ({ ...line })) ?? [],
    start,
    end: draft.endsAt ? localOf(draft.endsAt, zone) : plusMinutes(start, minutes),
    title: draft.title ?? '',
    purpose: draft.purpose ?? '',
    // Copies: what the form changes in them must not be there when it opens for something else.
    repeat: plain(draft.repeat ?? noRepeat),
    choices: plain(draft.choices ?? []),
    scope: draft.scope ?? 'this',
  };
}

/** The state as a draft, so that the form can open again with all that was typed. */
export function draftOfState(state: FormState, draft: BookingDraft): BookingDraft {
  const times = timesOf(state, draft);
  return {
    ...draft,
    organisationId: state.organisationId,
    lines: plain(state.lines),
    startsAt: times.startsAt.toISOString(),
    endsAt: times.endsAt.toISOString(),
    title: state.title,
    purpose: state.purpose,
    repeat: plain(state.repeat),
    choices: plain(state.choices),
    scope: state.scope,
  };
}

/** A new start takes the end with it: the length stays. */
export function withStart(state: FormState, start: string): Pick<FormState, 'start' | 'end'> {
  const length = Date.parse(`${state.end}Z`) - Date.parse(`${state.start}Z`);
  return { start, end: plusMinutes(start, length / 60_000) };
}

export interface Times {
  startsAt: Date;
  endsAt: Date;
  minutes: number;
}

/** The instants meant. Of an hour that occurs twice the first, unless the draft came with the second. */
export function timesOf(state: Pick<FormState, 'start' | 'end' | 'zone'>, draft: BookingDraft = {}): Times {
  const startsAt = instantOf(state.start, state.zone, draft.startsAt);
  const endsAt = instantOf(state.end, state.zone, draft.endsAt);
  return { startsAt, endsAt, minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000 };
}

function instantOf(local: string, zone: string, given: string | undefined): Date {
  if (given !== undefined && localOf(given, zone) === local) return new Date(given);
  return resolveLocal(local, zone).instant;
}

/** The body of a booking or of its preview. A local time that clocks jump over goes as it is: the server says why not. */
export function bodyOf(state: FormState, draft: BookingDraft, title: string) {
  const times = timesOf(state, draft);
  const moment = (local: string, instant: Date) =>
    resolveLocal(local, state.zone).missing ? local : instant.toISOString();
  const recurrence = recurrenceOf(state.repeat, state.start, state.zone);
  const purpose = state.purpose.trim();
  return {
    organisationId: state.organisationId,
    title: state.title.trim() || title,
    ...(purpose ? { purpose } : {}),
    startsAt: moment(state.start, times.startsAt),
    endsAt: moment(state.end, times.endsAt),
    lines: plain(state.lines),
    ...(recurrence ? { recurrence } : {}),
    ...(recurrence && state.choices.length > 0 ? { choices: plain(state.choices) } : {}),
  };
}

/** Only what the form changes of a booking; empty when that is nothing. */
export function changeOf(state: FormState, booking: Booking, draft: BookingDraft): BookingChange {
  const body = bodyOf(state, { ...draft, startsAt: booking.startsAt, endsAt: booking.endsAt }, booking.title);
  const listed = (lines: NewLine[]) => lines.map(line => `${line.resourceId} ${line.quantity}`).join();
  const had = currentLines(booking);
  return {
    ...(body.title === booking.title ? {} : { title: body.title }),
    ...((body.purpose ?? null) === booking.purpose ? {} : { purpose: body.purpose ?? null }),
    ...(body.organisationId === booking.organisationId ? {} : { organisationId: body.organisationId }),
    ...(body.startsAt === booking.startsAt ? {} : { startsAt: body.startsAt }),
    ...(body.endsAt === booking.endsAt ? {} : { endsAt: body.endsAt }),
    ...(listed(body.lines) === listed(had) ? {} : { lines: body.lines }),
  };
}

/** What a booking has now, as one would ask for it. */
export function currentLines(booking: Booking): NewLine[] {
  const lost = ['declined', 'expired', 'cancelled'];
  const lines = booking.lines.filter(line => line.phase === 'current' && !lost.includes(line.status));
  return lines.map(({ resourceId, quantity }) => ({ resourceId, quantity }));
}

/**
 * Whether a change asks for more of a resource than the booking has (another time, more units, another resource, another
 * beneficiary), so that where an owner decides it waits for a new decision. Shortening does not.
 */
export function exceeds(state: FormState, booking: Booking, draft: BookingDraft): NewLine[] {
  const { startsAt, endsAt } = timesOf(state, draft);
  const within = startsAt >= new Date(booking.startsAt) && endsAt <= new Date(booking.endsAt);
  const same = within && state.organisationId === booking.organisationId;
  const had = currentLines(booking);
  const unitsHad = (id: string) => had.reduce((sum, line) => sum + (line.resourceId === id ? line.quantity : 0), 0);
  return state.lines.filter(line => !same || line.quantity > unitsHad(line.resourceId));
}

/** Whether nothing forbids. (As `isAllowed` of shared/findings.ts, which brings the sentences of the server along.) */
export function isFree(findings: { severity: string }[]): boolean {
  return !findings.some(one => one.severity === 'block');
}

const timeCodes: FindingCode[] = [
  'closed',
  'too_soon',
  'too_far',
  'in_past',
  'too_short',
  'too_long',
  'wrong_increment',
  'local_time_missing',
  'local_time_ambiguous',
  'holiday',
];

/** The findings beside what causes them: the time, or a resource. That somebody decides is said by the button. */
export function findingsBeside(findings: Finding[]): { time: Finding[]; resource: (id: string) => Finding[] } {
  const shown = unique(findings.filter(one => one.code !== 'approval_needed'));
  return {
    time: shown.filter(one => timeCodes.includes(one.code) || one.resourceId === undefined),
    resource: id => shown.filter(one => one.resourceId === id && !timeCodes.includes(one.code)),
  };
}

/** Two resources at one site are closed for the same reason: it is said once. */
function unique(findings: Finding[]): Finding[] {
  return [...new Map(findings.map(one => [`${one.code} ${one.message}`, one])).values()];
}

/** A copy that is no longer tied to the form. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** What the clock on the wall shows at an instant. */
export function localOf(instant: string, zone: string): string {
  return formatLocal(wallOf(new Date(instant), zone));
}
