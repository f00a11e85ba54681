import type { SiteDetail } from '../../shared/site.ts';
import type { SchoolZone } from '../../shared/words.ts';

/** The facts of a site while they are written. */
export interface SiteFacts {
  name: string;
  address: string;
  postcode: string;
  commune: string;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  schoolZone: SchoolZone | null;
  accessNotes: string;
}

export const noFacts: SiteFacts = {
  ...{ name: '', address: '', postcode: '', commune: '', latitude: null, longitude: null },
  ...{ timeZone: 'Europe/Paris', schoolZone: null, accessNotes: '' },
};

export function factsOf(site: SiteDetail): SiteFacts {
  const { name, address, postcode, commune, coordinates, timeZone, schoolZone, accessNotes } = site;
  const { latitude = null, longitude = null } = coordinates ?? {};
  return { name, address, postcode: postcode ?? '', commune, latitude, longitude, timeZone, schoolZone, accessNotes };
}

/** The facts as the server takes them; null while what is needed is missing. */
export function checkedFacts(facts: SiteFacts) {
  const { latitude, longitude, name, commune, timeZone } = facts;
  if (!name.trim() || !commune.trim() || !timeZone.trim()) return null;
  if ((latitude === null) !== (longitude === null)) return null;
  if (Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 180) return null;
  return {
    ...{ name: name.trim(), commune: commune.trim(), timeZone: timeZone.trim() },
    ...{ address: facts.address, accessNotes: facts.accessNotes, schoolZone: facts.schoolZone },
    postcode: facts.postcode.trim() || null,
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}

export interface Opening {
  weekday: number;
  opensMinute: number;
  closesMinute: number;
}

/** Weekly hours in one order, so that two can be compared. */
export function sortedOpenings(openings: Opening[]): Opening[] {
  return openings
    .map(({ weekday, opensMinute, closesMinute }) => ({ weekday, opensMinute, closesMinute }))
    .sort((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute);
}

/** Whether each range ends after its start and none overlaps another of its day. */
export function openingsFit(openings: Opening[]): boolean {
  const sorted = sortedOpenings(openings);
  return sorted.every((one, i) => {
    const next = sorted[i + 1];
    return (
      one.opensMinute < one.closesMinute && (next?.weekday !== one.weekday || one.closesMinute <= next.opensMinute)
    );
  });
}

export interface Exception {
  firstDay: string;
  lastDay: string;
  opensMinute: number | null;
  closesMinute: number | null;
  reason: string;
}

export function exceptionsFit(exceptions: Exception[]): boolean {
  return exceptions.every(
    one =>
      one.firstDay !== '' &&
      one.firstDay <= one.lastDay &&
      (one.opensMinute === null || (one.closesMinute !== null && one.opensMinute < one.closesMinute)),
  );
}

/** `08:30`; 1440 minutes are `24:00`. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
