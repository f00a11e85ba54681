import type { OpeningHours } from '../../shared/opening-hours.ts';
import { plusDays } from '../../shared/time.ts';
import { criteria } from './content/criteria.ts';
import { equipment } from './content/equipment.ts';
import { organisations } from './content/organisations.ts';
import { type accounts, interests, offices, people, scopes } from './content/people.ts';
import { rooms } from './content/rooms.ts';
import { type DemoSite, sites } from './content/sites.ts';
import { staff } from './content/staff.ts';
import { vehicles } from './content/vehicles.ts';
import { idOf, present } from './seed.ts';
import type { DemoResource } from './types.ts';

export const resources: DemoResource[] = [...rooms, ...vehicles, ...equipment, ...staff];

/** A resource as the generators need it. */
export interface Means {
  id: string;
  plan: DemoResource;
  site: OpeningHours;
  capacity: number;
  setupMinutes: number;
  turnaroundMinutes: number;
  /** What one unit takes: itself, its parts, its components. */
  draws: { id: string; quantity: number }[];
  limits: (typeof criteria)[keyof typeof criteria];
}

export interface World {
  now: Date;
  today: string;
  means: Map<string, Means>;
  sites: Map<string, OpeningHours>;
}

/** The network in memory. `today` is its local day. */
export function createWorld(now: Date, today: string): World {
  const hours = new Map(sites.map(site => [site.slug, openingHoursOf(site, today)]));
  const means = new Map(resources.map(plan => [plan.slug, meansOf(plan, present(hours.get(plan.site), plan.site))]));
  return { now, today, means, sites: hours };
}

function meansOf(plan: DemoResource, site: OpeningHours): Means {
  const [setupMinutes, turnaroundMinutes] = plan.buffers ?? [0, 0];
  const drawn: [string, number][] = [
    [plan.slug, 1],
    ...(plan.parts ?? []).map((part): [string, number] => [part, 1]),
    ...(plan.components ?? []),
  ];
  return {
    id: idOf('resource', plan.slug),
    plan,
    site,
    capacity: plan.capacity ?? 1,
    setupMinutes,
    turnaroundMinutes,
    draws: drawn.map(([slug, quantity]) => ({ id: idOf('resource', slug), quantity })),
    limits: criteria[plan.criteria],
  };
}

function openingHoursOf(site: DemoSite, today: string): OpeningHours {
  return {
    timeZone: site.zone ?? 'Europe/Paris',
    holidayRegion: site.zone ? 'FR-RE' : 'FR',
    closesOnPublicHolidays: site.rests || site.zone !== undefined,
    openings: site.hours.flatMap(([first, last, opens, closes]) =>
      Array.from({ length: last - first + 1 }, (_, index) => ({
        weekday: first + index,
        opensMinute: opens * 60,
        closesMinute: closes * 60,
      })),
    ),
    exceptions: exceptionsOf(site, today),
  };
}

function exceptionsOf(site: DemoSite, today: string): OpeningHours['exceptions'] {
  const closed = (firstDay: string, lastDay: string, reason: string) => ({
    firstDay,
    lastDay,
    opensMinute: null,
    closesMinute: null,
    reason,
  });
  const year = Number(today.slice(0, 4));
  const years = [year - 1, year, year + 1];
  const yearly = years.flatMap(one =>
    site.rests
      ? [
          closed(`${one}-08-01`, `${one}-08-21`, 'Fermeture d’été'),
          closed(`${one}-12-24`, `${one + 1}-01-01`, 'Fermeture de fin d’année'),
        ]
      : [
          closed(`${one}-12-25`, `${one}-12-25`, 'Noël'),
          closed(`${one + 1}-01-01`, `${one + 1}-01-01`, 'Jour de l’an'),
        ],
  );
  if (site.slug !== 'prairie') return yearly;
  const saturday = plusDays(today, 27 - (new Date(`${today}T00:00Z`).getUTCDay() || 7));
  return [
    ...yearly,
    { firstDay: saturday, lastDay: saturday, opensMinute: 540, closesMinute: 1020, reason: 'Portes ouvertes' },
  ];
}

/** Is the day within the dates, both included? */
export const during = (day: string, from: string, to?: string) => from <= day && (to === undefined || day <= to);

export function peopleOf(organisation: string, day: string): string[] {
  return people
    .filter(one => one.affiliations.some(([slug, , from, to]) => slug === organisation && during(day, from, to)))
    .map(one => one.name);
}

/** The name of the person who signs in with one of the fixed addresses. */
export function personOfAccount(email: (typeof accounts)[number]): string {
  return present(
    people.find(one => one.email === email),
    email,
  ).name;
}

export function referentOf(organisation: string): string {
  const found = people.find(one =>
    one.affiliations.some(([slug, role]) => slug === organisation && role === 'referent'),
  );
  return present(found, `a referent of ${organisation}`).name;
}

/** The declared scopes, and the referent of each owner that has declared none of its own. */
export function allScopes(): typeof scopes {
  const owners = [...new Set(resources.map(one => one.owner))];
  const silent = owners.filter(owner => !scopes.some(one => one.organisation === owner && one.rank === 'approver'));
  return [
    ...scopes,
    ...silent.map(organisation => ({
      person: referentOf(organisation),
      organisation,
      rank: 'approver' as const,
      from: present(
        organisations.find(one => one.slug === organisation),
        organisation,
      ).joined,
    })),
  ];
}

/** Who may decide, as the database judges it (recusals and turns), without rivals: the generators keep those apart. */
export function deciderOf(
  means: Means,
  request: { organisation: string; person: string },
  day: string,
): string | undefined {
  const isFree = (person: string) =>
    person !== request.person &&
    person !== means.plan.staff &&
    !peopleOf(request.organisation, day).includes(person) &&
    !interests.some(
      one => one.person === person && one.organisation === request.organisation && during(day, one.from, one.to),
    );
  const concerned = allScopes().filter(
    one =>
      during(day, one.from, one.to) &&
      (one.resource === means.plan.slug || one.site === means.plan.site || one.organisation === means.plan.owner),
  );
  const ranked = (rank: string) => concerned.filter(one => one.rank === rank).map(one => one.person);
  const elected = offices.filter(one => one.body && during(day, one.from, one.to)).map(one => one.person);
  return [ranked('approver'), ranked('substitute'), elected].map(turn => turn.find(isFree)).find(Boolean);
}

export function needsApproval(means: Means, organisation: string): boolean {
  const { approval = 'automatic_for_owner', owner } = means.plan;
  return approval === 'manager' || (approval === 'automatic_for_owner' && organisation !== owner);
}
