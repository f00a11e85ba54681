import Holidays from 'date-holidays';
import type { HolidayNames } from '../../shared/opening-hours.ts';
import type { Locale, SchoolZone } from '../../shared/words.ts';

/**
 * Public holidays: legal ones of a region, from the kept library `date-holidays`. A region is a country, or a country and a
 * part that has holidays of its own: `FR`, `FR-57`, `FR-67`, `FR-68` (Alsace-Moselle: Good Friday and 26 December), `FR-RE`,
 * `FR-GP`, `FR-MQ`, `FR-GF`, `FR-YT` (abolition of slavery), `FR-BL`, `FR-MF`.
 */
const knownYears = new Map<string, Map<string, string>>();

/** Whether the region's holidays are known. */
export function isHolidayRegion(region: string): boolean {
  const [country = '', state] = region.split('-');
  const countries = new Holidays().getCountries();
  if (!(country in countries)) return false;
  return state === undefined || state in (new Holidays().getStates(country) ?? {});
}

/** The name of the public holiday on a local day (`YYYY-MM-DD`), if it is one there. */
export function publicHoliday(region: string, day: string, locale: Locale): string | undefined {
  const key = `${region} ${day.slice(0, 4)} ${locale}`;
  let year = knownYears.get(key);
  if (!year) {
    year = readYear(region, Number(day.slice(0, 4)), locale);
    knownYears.set(key, year);
  }
  return year.get(day);
}

/** The same as a function for opening hours, in one language. */
export function publicHolidaysIn(locale: Locale): HolidayNames {
  return (region, day) => publicHoliday(region, day, locale);
}

function readYear(region: string, year: number, locale: Locale): Map<string, string> {
  const [country = '', state] = region.split('-');
  const library = state === undefined ? new Holidays(country) : new Holidays(country, state);
  // An unknown region has none: the library answers undefined for it.
  const holidays = library.getHolidays(year, locale) ?? [];
  return new Map(holidays.filter(one => one.type === 'public').map(one => [one.date.slice(0, 10), one.name]));
}

interface SchoolHoliday {
  fr: string;
  en: string;
  /** First day without school (the day after the last lessons) and last (the eve of the return). */
  first: string;
  last: string;
}

const autumn = { fr: 'vacances de la Toussaint', en: 'autumn school holidays' };
const christmas = { fr: 'vacances de Noël', en: 'Christmas school holidays' };
const winter = { fr: 'vacances d’hiver', en: 'winter school holidays' };
const spring = { fr: 'vacances de printemps', en: 'spring school holidays' };
const bridge = { fr: 'pont de l’Ascension', en: 'Ascension bridge' };
const summer = { fr: 'vacances d’été', en: 'summer school holidays' };

/**
 * School holidays of metropolitan France. 2025-26: arrêté du 7 décembre 2022 fixant le calendrier scolaire des années
 * 2023-2024, 2024-2025 et 2025-2026 (Journal officiel, 8 December 2022). 2026-27: the ministry's calendar, as in its open
 * data set `fr-en-calendrier-scolaire`. Lessons end after class on the Friday or Saturday and begin again on a Monday.
 * Overseas, each academy sets its own dates: they are not known here, and a site there has no school zone.
 */
const inEveryZone: SchoolHoliday[] = [
  { ...autumn, first: '2025-10-18', last: '2025-11-02' },
  { ...christmas, first: '2025-12-20', last: '2026-01-04' },
  { ...bridge, first: '2026-05-15', last: '2026-05-16' },
  { ...summer, first: '2026-07-04', last: '2026-08-31' },
  { ...autumn, first: '2026-10-17', last: '2026-11-01' },
  { ...christmas, first: '2026-12-19', last: '2027-01-03' },
  { ...bridge, first: '2027-05-07', last: '2027-05-08' },
  { ...summer, first: '2027-07-03', last: '2027-08-31' },
];

const byZone: Record<SchoolZone, SchoolHoliday[]> = {
  A: [
    { ...winter, first: '2026-02-07', last: '2026-02-22' },
    { ...spring, first: '2026-04-04', last: '2026-04-19' },
    { ...winter, first: '2027-02-13', last: '2027-02-28' },
    { ...spring, first: '2027-04-10', last: '2027-04-25' },
  ],
  B: [
    { ...winter, first: '2026-02-14', last: '2026-03-01' },
    { ...spring, first: '2026-04-11', last: '2026-04-26' },
    { ...winter, first: '2027-02-20', last: '2027-03-07' },
    { ...spring, first: '2027-04-17', last: '2027-05-02' },
  ],
  C: [
    { ...winter, first: '2026-02-21', last: '2026-03-08' },
    { ...spring, first: '2026-04-18', last: '2026-05-03' },
    { ...winter, first: '2027-02-06', last: '2027-02-21' },
    { ...spring, first: '2027-04-03', last: '2027-04-18' },
  ],
};

/** The first and the last day about which school holidays are known: outside of them `schoolHoliday` can say nothing. */
export const schoolHolidaysKnown = { first: '2025-09-01', last: '2027-08-31' };

/** The name of the school holidays that a local day falls into, if any are known. */
export function schoolHoliday(zone: SchoolZone, day: string, locale: Locale): string | undefined {
  return [...inEveryZone, ...byZone[zone]].find(one => one.first <= day && day <= one.last)?.[locale];
}
