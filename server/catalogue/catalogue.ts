import { sql } from 'kysely';
import type {
  ApprovalPolicy,
  ApproverRank,
  Audience,
  FeatureValueType,
  OrganisationKind,
  PendingPolicy,
  QuotaUnit,
  ResourceKind,
  SchoolZone,
  TariffUnit,
} from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';

/** The rules published for a resource. Minutes and days; null means no such limit. */
export interface Criteria {
  id: string;
  version: number;
  minMinutes: number | null;
  maxMinutes: number | null;
  incrementMinutes: number;
  noticeMinutes: number;
  noticeInOpenDays: boolean;
  cancelNoticeMinutes: number;
  horizonDays: number;
  minQuantity: number;
  maxQuantity: number | null;
  withinOpeningHours: boolean;
}

export interface CataloguedSite {
  id: string;
  name: string;
  address: string;
  postcode: string | null;
  commune: string;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  holidayRegion: string;
  closesOnPublicHolidays: boolean;
  schoolZone: SchoolZone | null;
  accessNotes: string;
  version: number;
  /** When what calendars show of it last changed; null: never yet. ISO 8601. */
  shownSince: string | null;
  /** Wall-clock minutes since midnight; weekday 1 is Monday. None at all: open at all times. */
  openings: { weekday: number; opensMinute: number; closesMinute: number }[];
  /** First to last day included; without hours it is a closure. */
  exceptions: {
    id: string;
    firstDay: string;
    lastDay: string;
    opensMinute: number | null;
    closesMinute: number | null;
    reason: string;
  }[];
}

export interface CataloguedResource {
  id: string;
  kind: ResourceKind;
  name: string;
  description: string;
  ownerId: string;
  ownerName: string;
  siteId: string;
  capacity: number;
  staffPersonId: string | null;
  photo: string | null;
  state: 'published' | 'withdrawn';
  setupMinutes: number;
  turnaroundMinutes: number;
  visibleTo: Audience;
  bookableBy: Audience;
  approval: ApprovalPolicy;
  pendingRequests: PendingPolicy;
  decisionHours: number;
  edition: number;
  /** When what calendars show of it last changed; null: never yet. ISO 8601. */
  shownSince: string | null;
  criteria: Criteria | null;
  features: Record<string, true | number | string>;
  sharing: { organisationId: string; maySee: boolean; mayBook: boolean }[];
  /** Who decides on requests for it, by a scope on it, on its site or on its owner; instants, `until` is excluded. */
  approvers: { personId: string; rank: ApproverRank; from: string; until: string | null }[];
  /** What one unit takes, of which resource; itself first. */
  draws: { resourceId: string; quantity: number }[];
  parts: string[];
  components: { resourceId: string; quantity: number }[];
  terms: { id: string; version: number; sha256: string; effectiveFrom: string }[];
  tariffs: {
    id: string;
    version: number;
    unit: TariffUnit;
    amountCents: number;
    note: string;
    effectiveFrom: string;
  }[];
}

export interface CataloguedOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  commune: string | null;
  /** When what calendars show of it last changed; null: never yet. ISO 8601. */
  shownSince: string | null;
}

export interface FeatureDefinition {
  code: string;
  valueType: FeatureValueType;
  nameFr: string;
  nameEn: string;
  unit: string | null;
  choices: string[] | null;
  hardNeed: boolean;
}

/**
 * How much of a kind of resource (null: of all kinds) each organisation may have within any window of so many days. Days are the
 * network's, first and last included; what was withdrawn before it came into force ends before it begins.
 */
export interface PublishedQuota {
  id: string;
  kind: ResourceKind | null;
  unit: QuotaUnit;
  amount: number;
  windowDays: number;
  from: string;
  until: string | null;
  derogations: { organisationId: string; amount: number; from: string; until: string }[];
}

/** Everything that is published, as of one version. Shared by all requests of the process: read it, never change it. */
export interface Catalogue {
  version: number;
  resources: Map<string, CataloguedResource>;
  sites: Map<string, CataloguedSite>;
  features: Map<string, FeatureDefinition>;
  organisations: Map<string, CataloguedOrganisation>;
  quotas: PublishedQuota[];
  /** The zone of the network, in which quotas count their days. */
  timeZone: string;
}

/**
 * Keeps the last catalogue read. Rules change seldom and bookings read them all the time: one small read of the version
 * tells whether the kept ones still hold. A verb that changes a rule locks the resources concerned, so a booking that has the
 * lock and then reads the version sees every change that came before it.
 */
export interface CatalogueCache {
  /** The catalogue as of what `db` sees now. */
  current(db: Db): Promise<Catalogue>;
  /** The one read last, of whatever version: for a caller that will compare versions with its next statement. */
  lastRead(db: Db): Promise<Catalogue>;
  /** The same, for a caller that has just read the version with something else. */
  atVersion(db: Db, version: number): Promise<Catalogue>;
}

export function createCatalogueCache(): CatalogueCache {
  let kept: Catalogue | undefined;

  async function atVersion(db: Db, version: number): Promise<Catalogue> {
    if (kept?.version === version) return kept;
    const read = await readCatalogue(db);
    // A slower reader must not put an older catalogue back.
    if (!kept || read.version >= kept.version) kept = read;
    return read;
  }

  return {
    atVersion,
    async lastRead(db) {
      return kept ?? atVersion(db, 0);
    },
    async current(db) {
      const { version } = await db.selectFrom('catalogue').select('version').executeTakeFirstOrThrow();
      return atVersion(db, version);
    },
  };
}

/**
 * Reads it all in one statement, and so as of one snapshot. For a verb that has just changed the catalogue: what it sees is
 * not committed, and must not be kept for others.
 */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  const { rows } = await sql<{
    version: number;
    sites: CataloguedSite[];
    resources: CataloguedResource[];
    features: FeatureDefinition[];
    organisations: CataloguedOrganisation[];
    quotas: PublishedQuota[];
    time_zone: string;
  }>`
    select
      (select version from catalogue) as version,
      (select coalesce(json_agg(json_build_object(
        'id', s.id, 'name', s.name, 'address', s.address, 'postcode', s.postcode, 'commune', s.commune,
        'latitude', s.latitude, 'longitude', s.longitude, 'timeZone', s.time_zone, 'holidayRegion', s.holiday_region,
        'closesOnPublicHolidays', s.closes_on_public_holidays, 'schoolZone', s.school_zone,
        'accessNotes', s.access_notes, 'version', s.version, 'shownSince', s.calendar_changed_at,
        'openings', (select coalesce(json_agg(json_build_object(
            'weekday', o.weekday, 'opensMinute', o.opens_minute, 'closesMinute', o.closes_minute)
            order by o.weekday, o.opens_minute), '[]') from site_opening o where o.site_id = s.id),
        'exceptions', (select coalesce(json_agg(json_build_object(
            'id', e.id, 'firstDay', e.first_day, 'lastDay', e.last_day, 'opensMinute', e.opens_minute,
            'closesMinute', e.closes_minute, 'reason', e.reason) order by e.first_day), '[]')
            from site_exception e where e.site_id = s.id)
      )), '[]') from site s) as sites,
      (select coalesce(json_agg(json_build_object(
        'id', r.id, 'kind', r.kind, 'name', r.name, 'description', r.description, 'ownerId', r.owner_id,
        'ownerName', o.name, 'siteId', r.site_id, 'capacity', r.capacity, 'staffPersonId', r.staff_person_id,
        'photo', r.photo, 'state', r.state, 'setupMinutes', r.setup_minutes, 'turnaroundMinutes', r.turnaround_minutes,
        'visibleTo', r.visible_to, 'bookableBy', r.bookable_by, 'approval', r.approval,
        'pendingRequests', r.pending_requests, 'decisionHours', r.decision_hours, 'edition', r.edition,
        'shownSince', r.calendar_changed_at,
        'criteria', (select json_build_object(
            'id', c.id, 'version', c.version, 'minMinutes', c.min_minutes, 'maxMinutes', c.max_minutes,
            'incrementMinutes', c.increment_minutes, 'noticeMinutes', c.notice_minutes,
            'noticeInOpenDays', c.notice_in_open_days, 'cancelNoticeMinutes', c.cancel_notice_minutes,
            'horizonDays', c.horizon_days, 'minQuantity', c.min_quantity, 'maxQuantity', c.max_quantity,
            'withinOpeningHours', c.within_opening_hours)
            from criteria c where c.resource_id = r.id order by c.version desc limit 1),
        'features', (select coalesce(json_object_agg(f.feature_code,
            coalesce(to_json(f.number_value), to_json(f.text_value), 'true'::json)), '{}')
            from resource_feature f where f.resource_id = r.id),
        'sharing', (select coalesce(json_agg(json_build_object(
            'organisationId', h.organisation_id, 'maySee', h.may_see, 'mayBook', h.may_book)), '[]')
            from sharing h where h.resource_id = r.id),
        'approvers', (select coalesce(json_agg(json_build_object(
            'personId', a.person_id, 'rank', a.rank, 'from', a.valid_from::timestamp at time zone z.name,
            'until', (a.valid_to + 1)::timestamp at time zone z.name)), '[]')
            from approver_scope a, (select coalesce(max(time_zone), 'Europe/Paris') as name from network) z
            where a.resource_id = r.id or a.site_id = r.site_id or a.organisation_id = r.owner_id),
        'draws', (select coalesce(json_agg(json_build_object('resourceId', d.drawn_id, 'quantity', d.quantity)
            order by d.drawn_id <> r.id, d.drawn_id), '[]') from resource_draw d where d.resource_id = r.id),
        'parts', (select coalesce(json_agg(p.part_id), '[]') from resource_part p where p.whole_id = r.id),
        'components', (select coalesce(json_agg(json_build_object('resourceId', k.component_id, 'quantity', k.quantity)), '[]')
            from resource_component k where k.kit_id = r.id),
        'terms', (select coalesce(json_agg(json_build_object(
            'id', t.id, 'version', t.version, 'sha256', t.body_sha256, 'effectiveFrom', t.effective_from)
            order by t.effective_from desc, t.version desc), '[]') from terms t where t.resource_id = r.id),
        'tariffs', (select coalesce(json_agg(json_build_object(
            'id', t.id, 'version', t.version, 'unit', t.unit, 'amountCents', t.amount_cents, 'note', t.note,
            'effectiveFrom', t.effective_from) order by t.effective_from desc, t.version desc), '[]')
            from tariff t where t.resource_id = r.id)
      )), '[]') from resource r join organisation o on o.id = r.owner_id) as resources,
      (select coalesce(json_agg(json_build_object(
        'code', code, 'valueType', value_type, 'nameFr', name_fr, 'nameEn', name_en, 'unit', unit, 'choices', choices,
        'hardNeed', hard_need)), '[]')
        from feature) as features,
      (select coalesce(json_agg(json_build_object(
        'id', id, 'name', name, 'kind', kind, 'commune', commune, 'shownSince', calendar_changed_at)), '[]')
        from organisation) as organisations,
      (select coalesce(json_agg(json_build_object(
        'id', q.id, 'kind', q.kind, 'unit', q.unit, 'amount', q.amount, 'windowDays', q.window_days,
        'from', q.valid_from, 'until', q.valid_to,
        'derogations', (select coalesce(json_agg(json_build_object(
            'organisationId', d.organisation_id, 'amount', d.amount, 'from', d.valid_from, 'until', d.valid_to)), '[]')
            from quota_derogation d where d.quota_id = q.id)
      ) order by q.kind nulls first, q.window_days, q.id), '[]') from quota q) as quotas,
      (select coalesce(max(time_zone), 'Europe/Paris') from network) as time_zone
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('the catalogue has no row');
  return {
    version: row.version,
    sites: new Map(row.sites.map(site => [site.id, site])),
    resources: new Map(row.resources.map(resource => [resource.id, resource])),
    features: new Map(row.features.map(feature => [feature.code, feature])),
    organisations: new Map(row.organisations.map(organisation => [organisation.id, organisation])),
    quotas: row.quotas,
    timeZone: row.time_zone,
  };
}

/** The version of a published text or price that is in force at an instant; versions come newest first. */
export function inForce<T extends { effectiveFrom: string }>(versions: T[], now: Date): T | undefined {
  return versions.find(version => Date.parse(version.effectiveFrom) <= now.getTime());
}
