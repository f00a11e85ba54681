import { type Finding, type FindingDetails, finding } from '../../shared/findings.ts';
import { closedWithin, openIntervals } from '../../shared/opening-hours.ts';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import type { Locale } from '../../shared/words.ts';
import {
  type Catalogue,
  type CataloguedResource,
  type CataloguedSite,
  type Criteria,
  inForce,
} from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import { mayBook, needsApproval } from '../catalogue/visibility.ts';
import { minutesAfter, siteOf, type Want, type WantedLine } from './want.ts';

/** When it is asked, and in which language the findings are to be said. */
export interface Asking {
  now: Date;
  locale: Locale;
}

interface Rule {
  want: Want;
  line: WantedLine;
  resource: CataloguedResource;
  site: CataloguedSite;
  asking: Asking;
}

/**
 * What the published rules say of one line of a want: all findings, in the order of the rules. Pure; room is another matter.
 * Charter: "préciser par avance les critères de quantité, de délais ou autres".
 */
export function ruleFindings(want: Want, line: WantedLine, catalogue: Catalogue, asking: Asking): Finding[] {
  const resource = catalogue.resources.get(line.resourceId);
  if (!resource) return [];
  const rule: Rule = { want, line, resource, site: siteOf(resource, catalogue), asking };
  const { criteria } = resource;
  return [
    ...standing(rule),
    ...(criteria ? ahead(rule, criteria) : []),
    ...(criteria ? length(rule, criteria) : []),
    ...quantity(rule),
    ...(criteria?.withinOpeningHours ? opening(rule) : []),
    ...approval(rule),
  ];
}

function standing(rule: Rule): Finding[] {
  const { want, resource, asking } = rule;
  if (resource.state === 'withdrawn') return [say(rule, 'withdrawn', {})];
  const findings: Finding[] = [];
  if (!mayBook(resource, want.organisationId))
    findings.push(say(rule, 'not_allowed', { ownerName: resource.ownerName }));
  if (!want.keepsStart && want.startsAt < asking.now) findings.push(say(rule, 'in_past', {}));
  return findings;
}

function ahead(rule: Rule, criteria: Criteria): Finding[] {
  const { want, asking } = rule;
  if (want.keepsStart || want.startsAt < asking.now) return [];
  const earliest = earliestStart(rule.site, criteria, asking);
  const latest = minutesAfter(asking.now, criteria.horizonDays * 1440);
  if (want.startsAt < earliest) {
    const details = { minutes: criteria.noticeMinutes, earliest: earliest.toISOString() };
    return [say(rule, 'too_soon', details, 'noticeMinutes')];
  }
  if (want.startsAt > latest) {
    return [say(rule, 'too_far', { days: criteria.horizonDays, latest: latest.toISOString() }, 'horizonDays')];
  }
  return [];
}

/** Notice in open days does not count the days on which the site is closed: nobody is there to prepare. */
export function earliestStart(site: CataloguedSite, criteria: Criteria, asking: Asking): Date {
  let earliest = minutesAfter(asking.now, criteria.noticeMinutes);
  if (!criteria.noticeInOpenDays) return earliest;
  const lastDay = plusDays(dayOf(asking.now, site.timeZone), criteria.horizonDays);
  for (let day = dayOf(asking.now, site.timeZone); day <= lastDay; day = plusDays(day, 1)) {
    const whole = { from: startOfDay(day, site.timeZone), to: startOfDay(plusDays(day, 1), site.timeZone) };
    if (whole.from >= earliest) break;
    if (openIntervals(site, whole, publicHolidaysIn(asking.locale)).length > 0) continue;
    const lost = whole.to.getTime() - Math.max(whole.from.getTime(), asking.now.getTime());
    earliest = new Date(earliest.getTime() + lost);
  }
  return earliest;
}

function length(rule: Rule, criteria: Criteria): Finding[] {
  const minutes = (rule.want.endsAt.getTime() - rule.want.startsAt.getTime()) / 60_000;
  const findings: Finding[] = [];
  if (criteria.minMinutes !== null && minutes < criteria.minMinutes) {
    findings.push(say(rule, 'too_short', { minutes: criteria.minMinutes }, 'minMinutes'));
  }
  if (criteria.maxMinutes !== null && minutes > criteria.maxMinutes) {
    findings.push(say(rule, 'too_long', { minutes: criteria.maxMinutes }, 'maxMinutes'));
  }
  if (minutes % criteria.incrementMinutes !== 0) {
    findings.push(say(rule, 'wrong_increment', { minutes: criteria.incrementMinutes }, 'incrementMinutes'));
  }
  return findings;
}

function quantity(rule: Rule): Finding[] {
  const { line, resource } = rule;
  const most = Math.min(resource.capacity, resource.criteria?.maxQuantity ?? resource.capacity);
  const least = resource.criteria?.minQuantity ?? 1;
  if (line.quantity > most) return [say(rule, 'too_many', { quantity: most }, 'maxQuantity')];
  if (line.quantity < least) return [say(rule, 'too_few', { quantity: least }, 'minQuantity')];
  return [];
}

function opening(rule: Rule): Finding[] {
  const slot = { from: rule.want.startsAt, to: rule.want.endsAt };
  return closedWithin(rule.site, slot, publicHolidaysIn(rule.asking.locale)).map(gap =>
    say(
      rule,
      'closed',
      { from: gap.from.toISOString(), to: gap.to.toISOString(), reason: gap.reason },
      'withinOpeningHours',
    ),
  );
}

function approval(rule: Rule): Finding[] {
  const { resource, want } = rule;
  if (!needsApproval(resource, want.organisationId)) return [];
  return [{ ...say(rule, 'approval_needed', { ownerName: resource.ownerName }), severity: 'warn' }];
}

/** The terms and the price under which a line is made now. */
export function versionsInForce(
  resource: CataloguedResource,
  now: Date,
): { termsId: string | null; tariffId: string | null } {
  return {
    termsId: inForce(resource.terms, now)?.id ?? null,
    tariffId: inForce(resource.tariffs, now)?.id ?? null,
  };
}

function say(rule: Rule, code: Finding['code'], details: FindingDetails, criterion?: keyof Criteria): Finding {
  const { resource, site, asking } = rule;
  return finding(
    code,
    'block',
    asking.locale,
    { resourceName: resource.name, timeZone: site.timeZone, ...details },
    {
      resourceId: resource.id,
      ...(criterion && resource.criteria ? { criterionId: `${resource.criteria.id}:${criterion}` } : {}),
    },
  );
}
