import { DateTime } from 'luxon';
import { z } from 'zod';
import { type FindingCode, findingCodes } from './finding-codes.ts';
import { countedInWords } from './quota-words.ts';
import type { Locale, QuotaUnit, ResourceKind } from './words.ts';

/** Details from which a sentence is made: instants are ISO 8601, lengths are minutes. */
// A type and not an interface: only an alias has the index signature that a record of JSON needs.
export type FindingDetails = {
  resourceName?: string;
  timeZone?: string;
  from?: string;
  to?: string;
  /** Bookings in the way, as much of them as the reader may see. */
  with?: { bookingId?: string; title?: string; organisationName?: string; startsAt: string; endsAt: string }[];
  minutes?: number;
  days?: number;
  quantity?: number;
  free?: number;
  capacity?: number;
  earliest?: string;
  latest?: string;
  reason?: string;
  ownerName?: string;
  local?: string;
  /** Of a quota: what a window would hold with this, of how much, of which kind of resource (null: all of them). */
  used?: number;
  amount?: number;
  unit?: QuotaUnit;
  kind?: ResourceKind | null;
};

export interface Finding {
  code: FindingCode;
  severity: 'block' | 'warn';
  resourceId?: string;
  criterionId?: string;
  message: string;
  details: FindingDetails;
}

export const findingSchema = z
  .object({
    code: z.enum(Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]),
    severity: z.enum(['block', 'warn']),
    resourceId: z.uuid().optional(),
    criterionId: z.string().optional(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Finding', description: 'One reason for or against a booking.' });

type Sentence = (d: FindingDetails, say: Say) => string;

const sentences: Record<FindingCode, Record<Locale, Sentence>> = {
  taken: {
    fr: (d, s) => `${d.resourceName} : déjà réservé ${s.during(d)}.`,
    en: (d, s) => `${d.resourceName} is already booked ${s.during(d)}.`,
  },
  buffer: {
    fr: (d, s) => `${d.resourceName} : préparation ou remise en état ${s.during(d)}.`,
    en: (d, s) => `${d.resourceName} is being set up or turned around ${s.during(d)}.`,
  },
  blocked: {
    fr: (d, s) => `${d.resourceName} : indisponible ${s.during(d)}${d.reason ? ` : ${d.reason}` : ''}.`,
    en: (d, s) => `${d.resourceName} is unavailable ${s.during(d)}${d.reason ? `: ${d.reason}` : ''}.`,
  },
  over_capacity: {
    fr: d => `Il reste ${d.free} sur ${d.capacity} pour ${d.resourceName} à ce moment ; ${d.quantity} sont demandés.`,
    en: d => `${d.free} of ${d.capacity} of ${d.resourceName} are left at that time; ${d.quantity} are asked for.`,
  },
  closed: {
    fr: (d, s) => `Le lieu est fermé ${s.during(d)}${d.reason ? ` : ${d.reason}` : ''}.`,
    en: (d, s) => `The site is closed ${s.during(d)}${d.reason ? `: ${d.reason}` : ''}.`,
  },
  too_soon: {
    fr: (d, s) =>
      `${d.resourceName} se réserve au moins ${s.length(d.minutes)} à l’avance, donc à partir du ${s.at(d.earliest, d)}.`,
    en: (d, s) =>
      `${d.resourceName} is booked at least ${s.length(d.minutes)} ahead, so from ${s.at(d.earliest, d)} on.`,
  },
  too_far: {
    fr: (d, s) =>
      `${d.resourceName} se réserve au plus ${d.days} jours à l’avance, donc jusqu’au ${s.at(d.latest, d)}.`,
    en: (d, s) => `${d.resourceName} is booked at most ${d.days} days ahead, so until ${s.at(d.latest, d)}.`,
  },
  in_past: { fr: () => 'Ce moment est déjà passé.', en: () => 'This time has already passed.' },
  too_short: {
    fr: (d, s) => `${d.resourceName} se réserve pour au moins ${s.length(d.minutes)}.`,
    en: (d, s) => `${d.resourceName} is booked for at least ${s.length(d.minutes)}.`,
  },
  too_long: {
    fr: (d, s) => `${d.resourceName} se réserve pour au plus ${s.length(d.minutes)}.`,
    en: (d, s) => `${d.resourceName} is booked for at most ${s.length(d.minutes)}.`,
  },
  wrong_increment: {
    fr: (d, s) => `La durée de réservation de ${d.resourceName} va par pas de ${s.length(d.minutes)}.`,
    en: (d, s) => `The length of a booking of ${d.resourceName} goes in steps of ${s.length(d.minutes)}.`,
  },
  too_few: {
    fr: d => `${d.resourceName} se réserve par ${d.quantity} au moins.`,
    en: d => `At least ${d.quantity} of ${d.resourceName} are booked at a time.`,
  },
  too_many: {
    fr: d => `${d.resourceName} se réserve par ${d.quantity} au plus.`,
    en: d => `At most ${d.quantity} of ${d.resourceName} are booked at a time.`,
  },
  not_allowed: {
    fr: d => `${d.ownerName} ne partage pas ${d.resourceName} avec cette organisation.`,
    en: d => `${d.ownerName} does not share ${d.resourceName} with this organisation.`,
  },
  quota: {
    fr: (d, s) =>
      `Avec cette réservation, l’organisation aurait ${s.counted(d, d.used)} sur ${d.days} jours glissants ; son quota est de ${s.counted(d, d.amount)}.`,
    en: (d, s) =>
      `With this booking the organisation would have ${s.counted(d, d.used)} within ${d.days} days; its quota is ${s.counted(d, d.amount)}.`,
  },
  withdrawn: {
    fr: d => `${d.resourceName} ne se réserve plus.`,
    en: d => `${d.resourceName} is no longer on offer.`,
  },
  local_time_missing: {
    fr: d => `L’heure ${d.local} n’existe pas ce jour-là : on passe à l’heure d’été (${d.timeZone}).`,
    en: d => `The time ${d.local} does not exist that day: clocks go forward (${d.timeZone}).`,
  },
  local_time_ambiguous: {
    fr: d => `L’heure ${d.local} existe deux fois ce jour-là (passage à l’heure d’hiver) : la première est retenue.`,
    en: d => `The time ${d.local} occurs twice that day (clocks go back): the first is taken.`,
  },
  holiday: {
    fr: d => `C’est un jour férié ou de vacances : ${d.reason}.`,
    en: d => `This is a holiday: ${d.reason}.`,
  },
  approval_needed: {
    fr: d => `${d.ownerName} doit accepter la demande pour ${d.resourceName}.`,
    en: d => `${d.ownerName} must approve the request for ${d.resourceName}.`,
  },
};

/** Why a time is not to be had that is held for somebody on the waiting list; who that is, is not said. */
export const offeredReason: Record<Locale, string> = {
  fr: 'proposé à une personne de la liste d’attente',
  en: 'offered to somebody on the waiting list',
};

interface Say {
  at(instant: string | undefined, d: FindingDetails): string;
  during(d: FindingDetails): string;
  length(minutes: number | undefined): string;
  /** So many hours or bookings of a kind of resource. */
  counted(d: FindingDetails, count: number | undefined): string;
}

function sayIn(locale: Locale): Say {
  const format = (instant: string, zone: string | undefined, withDay: boolean) =>
    DateTime.fromISO(instant, { zone: zone ?? 'utc', locale: locale === 'en' ? 'en-GB' : 'fr' }).toLocaleString(
      withDay
        ? { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
        : DateTime.TIME_24_SIMPLE,
    );
  return {
    at: (instant, d) => (instant ? format(instant, d.timeZone, true) : ''),
    during(d) {
      if (!d.from || !d.to) return '';
      const sameDay =
        DateTime.fromISO(d.from, { zone: d.timeZone ?? 'utc' }).toISODate() ===
        DateTime.fromISO(d.to, { zone: d.timeZone ?? 'utc' }).toISODate();
      const [from, to] = [format(d.from, d.timeZone, true), format(d.to, d.timeZone, !sameDay)];
      return locale === 'fr' ? `du ${from} à ${to}` : `from ${from} to ${to}`;
    },
    length(minutes = 0) {
      const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
      const dayWord = locale === 'fr' ? 'j' : 'd';
      return (
        [days && `${days} ${dayWord}`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ') ||
        '0 min'
      );
    },
    counted: (d, count = 0) => countedInWords(count, d, locale),
  };
}

/** Makes a finding with its sentence in the reader's language. */
export function finding(
  code: FindingCode,
  severity: 'block' | 'warn',
  locale: Locale,
  details: FindingDetails,
  about: { resourceId?: string; criterionId?: string } = {},
): Finding {
  return { code, severity, ...about, message: sentences[code][locale](details, sayIn(locale)), details };
}

/** Whether nothing forbids; warnings do not. */
export function isAllowed(findings: Finding[]): boolean {
  return !findings.some(one => one.severity === 'block');
}
