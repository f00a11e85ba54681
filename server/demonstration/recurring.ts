import { plusDays } from '../../shared/time.ts';
import { expand } from '../bookings/recurrence.ts';
import type { NewRow } from '../database/tables.ts';
import { isShowcase, withFate } from './bookings.ts';
import { type DemoSeries, seriesPlans } from './content/series.ts';
import { type Draft, dayMs, keepsRules } from './draft.ts';
import type { Occupancy } from './occupancy.ts';
import { localSlot } from './rhythm.ts';
import { idOf, pick, present, type Random } from './seed.ts';
import { peopleOf, type World } from './world.ts';

export interface DraftSeries {
  row: NewRow<'series'>;
  drafts: Draft[];
}

/** The series, each with its occurrences; dates on which the means is closed or taken are exceptions of the rule. */
export function draftSeries(world: World, occupancy: Occupancy, random: Random): DraftSeries[] {
  return seriesPlans.map((plan, index) => oneSeries(world, occupancy, random, plan, `${index}`));
}

function oneSeries(world: World, occupancy: Occupancy, random: Random, plan: DemoSeries, key: string): DraftSeries {
  const [organisation, resource, title, rule, hour, hours, first, last] = plan;
  const means = present(world.means.get(resource), resource);
  const timeZone = means.site.timeZone;
  const start = localSlot(firstDay(rule, plusDays(world.today, first)), hour, hours, timeZone);
  const until = localSlot(plusDays(world.today, last), 23, 0, timeZone).from;
  const rrule = `${rule};UNTIL=${until.toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const occurrences = expand(
    {
      rrule,
      timeZone,
      startsAt: start.from,
      endsAt: start.to,
      exdates: [],
      rdates: [],
      skipPublicHolidays: false,
      skipSchoolHolidays: false,
      holidayRegion: means.site.holidayRegion,
      schoolZone: null,
    },
    'fr',
  );
  const requestedAt = new Date(start.from.getTime() - (20 + random() * 15) * dayMs);
  const person = pick(random, peopleOf(organisation, requestedAt.toISOString().slice(0, 10)));
  const id = idOf('series', key);
  const quantity = means.capacity === 1 ? 1 : Math.ceil(means.capacity / 2);
  const drafts: Draft[] = [];
  const exdates: Date[] = [];
  for (const { startsAt, endsAt } of occurrences) {
    const slot = { from: startsAt, to: endsAt };
    const base = {
      key: `series ${key} ${drafts.length}`,
      title,
      purpose: null,
      organisation,
      person,
      slot,
      lines: [{ means, quantity }],
      requestedAt,
      series: { id, recurrenceId: startsAt },
    };
    const draft =
      keepsRules(means, slot) && !isShowcase(world, base) && occupancy.fits(base.lines, slot)
        ? withFate(world, base, random)
        : undefined;
    if (!draft || draft.status === 'declined' || draft.status === 'expired') {
      exdates.push(startsAt);
      continue;
    }
    if (draft.status !== 'cancelled') occupancy.take(draft.lines, slot);
    drafts.push(draft);
  }
  const row = {
    id,
    organisation_id: idOf('organisation', organisation),
    person_id: idOf('person', person),
    title,
    rrule,
    time_zone: timeZone,
    starts_at: start.from,
    ends_at: start.to,
    exdates,
    created_at: requestedAt,
  };
  return { row, drafts };
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The first day, from the one given on, that the rule names: the series begins with an occurrence (RFC 5545 3.8.5.3). */
function firstDay(rule: string, from: string): string {
  const [nth, names] = /BYDAY=(-?\d)?([A-Z,]+)/.exec(rule)?.slice(1) ?? [];
  for (let day = from; ; day = plusDays(day, 1)) {
    const date = new Date(`${day}T00:00Z`);
    if (!names?.split(',').includes(weekdays[date.getUTCDay()] ?? '')) continue;
    const isLast = plusDays(day, 7).slice(0, 7) !== day.slice(0, 7);
    if (nth === undefined || (nth === '-1' ? isLast : Math.ceil(date.getUTCDate() / 7) === Number(nth))) return day;
  }
}
