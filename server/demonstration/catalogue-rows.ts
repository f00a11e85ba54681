import type { NewRow } from '../database/tables.ts';
import { organisations } from './content/organisations.ts';
import { sites } from './content/sites.ts';
import { addendum, terms } from './content/texts.ts';
import { pictureAddress } from './pictures.ts';
import { idOf, present } from './seed.ts';
import { allScopes, type Means, referentOf, type World } from './world.ts';

/** From when the rules of the demonstration are in force; some terms had a second version later. */
const published = new Date('2025-01-06T09:00:00Z');
const revised = new Date('2026-02-02T09:00:00Z');

export function siteRows(world: World) {
  const rows = sites.map(one => {
    const hours = present(world.sites.get(one.slug), one.slug);
    const id = idOf('site', one.slug);
    const site: NewRow<'site'> = {
      id,
      name: one.name,
      address: one.address,
      postcode: one.postcode,
      commune: one.commune,
      latitude: one.at[0],
      longitude: one.at[1],
      time_zone: hours.timeZone,
      holiday_region: hours.holidayRegion,
      closes_on_public_holidays: hours.closesOnPublicHolidays,
      school_zone: one.zone ? null : 'C',
      access_notes: one.access,
      created_at: published,
    };
    const openings = hours.openings.map(day => ({
      site_id: id,
      weekday: day.weekday,
      opens_minute: day.opensMinute,
      closes_minute: day.closesMinute,
    }));
    const exceptions = hours.exceptions.map(day => ({
      id: idOf('exception', `${one.slug} ${day.firstDay}`),
      site_id: id,
      first_day: day.firstDay,
      last_day: day.lastDay,
      opens_minute: day.opensMinute,
      closes_minute: day.closesMinute,
      reason: day.reason,
    }));
    return { site, openings, exceptions };
  });
  return {
    sites: rows.map(row => row.site),
    openings: rows.flatMap(row => row.openings),
    exceptions: rows.flatMap(row => row.exceptions),
  };
}

export function resourceRow({ id, plan, capacity, setupMinutes, turnaroundMinutes }: Means): NewRow<'resource'> {
  return {
    id,
    kind: plan.kind,
    name: plan.name,
    description: plan.description,
    owner_id: idOf('organisation', plan.owner),
    site_id: idOf('site', plan.site),
    capacity,
    staff_person_id: plan.staff ? idOf('person', plan.staff) : null,
    photo: pictureAddress(id, plan.slug),
    setup_minutes: setupMinutes,
    turnaround_minutes: turnaroundMinutes,
    visible_to: plan.visible ?? 'network',
    bookable_by: plan.bookable ?? 'network',
    approval: plan.approval ?? 'automatic_for_owner',
    pending_requests: plan.pending ?? 'hold',
    decision_hours: plan.hours ?? 72,
    created_at: published,
  };
}

export function compositionRows(means: Means[]) {
  return {
    parts: means.flatMap(one =>
      (one.plan.parts ?? []).map(part => ({ whole_id: one.id, part_id: idOf('resource', part) })),
    ),
    components: means.flatMap(one =>
      (one.plan.components ?? []).map(([slug, quantity]) => ({
        kit_id: one.id,
        component_id: idOf('resource', slug),
        quantity,
      })),
    ),
    sharing: means.flatMap(one =>
      (one.plan.sharing ?? []).map(slug => ({ resource_id: one.id, organisation_id: idOf('organisation', slug) })),
    ),
    features: means.flatMap(one =>
      Object.entries(one.plan.features ?? {}).map(([feature_code, value]) => ({
        resource_id: one.id,
        feature_code,
        number_value: typeof value === 'number' ? value : null,
        text_value: typeof value === 'string' ? value : null,
      })),
    ),
  };
}

/** Published twice where the owner added to the terms: what was booked before keeps the first version. */
const isRevised = (means: Means) => means.plan.terms === 'vehicle' || means.plan.terms === 'hall';

export function ruleRows(means: Means[]) {
  return {
    criteria: means.map(one => ({
      id: idOf('criteria', one.plan.slug),
      resource_id: one.id,
      version: 1,
      published_at: published,
      ...one.limits,
    })),
    terms: means.flatMap(one => {
      const owner = present(
        organisations.find(organisation => organisation.slug === one.plan.owner),
        one.plan.owner,
      );
      const body = terms[one.plan.terms].replaceAll('{owner}', owner.name).replaceAll('{name}', one.plan.name);
      const by = { resource_id: one.id, published_by: idOf('person', referentOf(one.plan.owner)) };
      const first = { id: idOf('terms', `${one.plan.slug} 1`), version: 1, body, effective_from: published, ...by };
      if (!isRevised(one)) return [first];
      return [
        first,
        {
          ...first,
          id: idOf('terms', `${one.plan.slug} 2`),
          version: 2,
          body: body + addendum,
          effective_from: revised,
        },
      ];
    }),
    tariffs: means.map(one => ({
      id: idOf('tariff', one.plan.slug),
      resource_id: one.id,
      version: 1,
      unit: one.plan.tariff[0],
      amount_cents: one.plan.tariff[1],
      note: one.plan.tariff[2] ?? '',
      effective_from: published,
      published_by: idOf('person', referentOf(one.plan.owner)),
    })),
  };
}

/** The versions that were in force when a booking was asked for. */
export function versionsAt(means: Means, at: Date): { terms_id: string; tariff_id: string } {
  const version = isRevised(means) && at >= revised ? 2 : 1;
  return { terms_id: idOf('terms', `${means.plan.slug} ${version}`), tariff_id: idOf('tariff', means.plan.slug) };
}

export function scopeRows(): NewRow<'approver_scope'>[] {
  return allScopes().map(one => ({
    id: idOf('scope', `${one.person} ${one.resource} ${one.site} ${one.organisation}`),
    person_id: idOf('person', one.person),
    resource_id: one.resource ? idOf('resource', one.resource) : null,
    site_id: one.site ? idOf('site', one.site) : null,
    organisation_id: one.organisation ? idOf('organisation', one.organisation) : null,
    rank: one.rank,
    valid_from: one.from,
    valid_to: one.to ?? null,
  }));
}
