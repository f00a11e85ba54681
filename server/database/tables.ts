import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely';
import type { AttendeeState } from '../../shared/attendee.ts';
import type { ExternalDetail, FailureCode, FailureDetails, ReadingFinding } from '../../shared/external-calendar.ts';
import type { FeedDetail, FeedFilter, FeedScope } from '../../shared/feed.ts';
import type { Finding } from '../../shared/findings.ts';
import type { HistorySubject } from '../../shared/history.ts';
import type { ImportFormat, ImportOutcome, ImportProblem } from '../../shared/import.ts';
import type { MailState } from '../../shared/mail.ts';
import type { WaitingState } from '../../shared/waiting.ts';
import type {
  AffiliationRole,
  ApprovalPolicy,
  ApproverRank,
  Audience,
  BlockKind,
  BookingStatus,
  BundlePolicy,
  DecisionCapacity,
  DecisionOutcome,
  FeatureValueType,
  LinePhase,
  Locale,
  NetworkRole,
  OrganisationKind,
  PendingPolicy,
  QuotaUnit,
  ResourceKind,
  SchoolZone,
  TariffUnit,
} from '../../shared/words.ts';

/** An instant: read as a Date, written as a Date. */
type Instant = ColumnType<Date, Date, Date>;
type DefaultInstant = ColumnType<Date, Date | undefined, Date>;
/** A calendar day, `YYYY-MM-DD`. */
type Day = string;

interface NetworkTable {
  id: Generated<number>;
  name: string;
  time_zone: string;
  locale: Generated<Locale>;
  settings: ColumnType<Record<string, unknown>, string | undefined, string>;
  is_demonstration: Generated<boolean>;
  version: Generated<number>;
  created_at: DefaultInstant;
}

interface OrganisationTable {
  id: Generated<string>;
  name: string;
  kind: OrganisationKind;
  description: Generated<string>;
  commune: string | null;
  postcode: string | null;
  website: string | null;
  email: string | null;
  phone: string | null;
  joined_on: Generated<Day>;
  left_on: Day | null;
  version: Generated<number>;
  created_at: DefaultInstant;
  calendar_changed_at: Date | null;
}

interface PersonTable {
  id: Generated<string>;
  name: string;
  /** In lower case. */
  email: string;
  email_verified: Generated<boolean>;
  phone: string | null;
  locale: Generated<Locale>;
  notification_choices: ColumnType<Record<string, boolean>, string | undefined, string>;
  deactivated_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  version: Generated<number>;
  created_at: DefaultInstant;
  updated_at: DefaultInstant;
}

interface AuthSessionTable {
  id: Generated<string>;
  user_id: string;
  token: string;
  expires_at: Instant;
  ip_address: string | null;
  user_agent: string | null;
  created_at: DefaultInstant;
  updated_at: DefaultInstant;
}

interface AuthAccountTable {
  id: Generated<string>;
  user_id: string;
  account_id: string;
  provider_id: string;
  password: string | null;
  created_at: DefaultInstant;
  updated_at: DefaultInstant;
}

interface AuthVerificationTable {
  id: Generated<string>;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: DefaultInstant;
}

interface InvitationTable {
  id: Generated<string>;
  email: string;
  organisation_id: string;
  role: AffiliationRole;
  locale: Locale;
  token_sha256: Buffer;
  invited_by: string;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: Date | null;
  accepted_by: string | null;
  revoked_at: Date | null;
}

interface FirstRunTable {
  id: Generated<number>;
  token_sha256: Buffer;
  created_at: Instant;
}

interface RateLimitTable {
  key: Buffer;
  count: number;
  ends_at: Instant;
}

interface AffiliationTable {
  id: Generated<string>;
  person_id: string;
  organisation_id: string;
  role: AffiliationRole;
  valid_from: Generated<Day>;
  valid_to: Day | null;
}

interface NetworkRoleTable {
  id: Generated<string>;
  person_id: string;
  role: NetworkRole;
  body: string | null;
  valid_from: Generated<Day>;
  valid_to: Day | null;
}

interface DeclaredInterestTable {
  id: Generated<string>;
  person_id: string;
  organisation_id: string;
  nature: string;
  valid_from: Generated<Day>;
  valid_to: Day | null;
}

interface CatalogueTable {
  id: Generated<number>;
  version: Generated<number>;
}

interface SiteTable {
  id: Generated<string>;
  name: string;
  address: Generated<string>;
  postcode: string | null;
  commune: string;
  latitude: number | null;
  longitude: number | null;
  time_zone: string;
  holiday_region: Generated<string>;
  closes_on_public_holidays: Generated<boolean>;
  school_zone: SchoolZone | null;
  access_notes: Generated<string>;
  version: Generated<number>;
  created_at: DefaultInstant;
  calendar_changed_at: Date | null;
}

interface SiteOpeningTable {
  site_id: string;
  weekday: number;
  opens_minute: number;
  closes_minute: number;
}

interface SiteExceptionTable {
  id: Generated<string>;
  site_id: string;
  first_day: Day;
  last_day: Day;
  opens_minute: number | null;
  closes_minute: number | null;
  reason: Generated<string>;
}

interface ResourceTable {
  id: Generated<string>;
  kind: ResourceKind;
  name: string;
  description: Generated<string>;
  owner_id: string;
  site_id: string;
  capacity: Generated<number>;
  staff_person_id: string | null;
  photo: string | null;
  state: Generated<'published' | 'withdrawn'>;
  setup_minutes: Generated<number>;
  turnaround_minutes: Generated<number>;
  visible_to: Generated<Audience>;
  bookable_by: Generated<Audience>;
  approval: Generated<ApprovalPolicy>;
  pending_requests: Generated<PendingPolicy>;
  decision_hours: Generated<number>;
  version: Generated<number>;
  edition: Generated<number>;
  created_at: DefaultInstant;
  calendar_changed_at: Date | null;
}

interface ResourcePhotoTable {
  resource_id: string;
  media_type: 'image/jpeg' | 'image/png' | 'image/webp';
  bytes: Buffer;
  sha256: GeneratedAlways<string>;
}

interface SharingTable {
  resource_id: string;
  organisation_id: string;
  may_see: Generated<boolean>;
  may_book: Generated<boolean>;
}

interface FeatureTable {
  code: string;
  value_type: FeatureValueType;
  name_fr: string;
  name_en: string;
  unit: string | null;
  choices: string[] | null;
  hard_need: Generated<boolean>;
}

interface ResourceFeatureTable {
  resource_id: string;
  feature_code: string;
  number_value: number | null;
  text_value: string | null;
}

interface ResourcePartTable {
  whole_id: string;
  part_id: string;
}

interface ResourceComponentTable {
  kit_id: string;
  component_id: string;
  quantity: number;
}

interface ResourceDrawTable {
  resource_id: string;
  drawn_id: string;
  quantity: number;
  by_parts: boolean;
}

interface CriteriaTable {
  id: Generated<string>;
  resource_id: string;
  version: number;
  min_minutes: number | null;
  max_minutes: number | null;
  increment_minutes: Generated<number>;
  notice_minutes: Generated<number>;
  notice_in_open_days: Generated<boolean>;
  cancel_notice_minutes: Generated<number>;
  horizon_days: Generated<number>;
  min_quantity: Generated<number>;
  max_quantity: number | null;
  within_opening_hours: Generated<boolean>;
  published_at: DefaultInstant;
}

interface TermsTable {
  id: Generated<string>;
  resource_id: string;
  version: number;
  body: string;
  body_sha256: GeneratedAlways<string>;
  effective_from: Instant;
  published_by: string | null;
}

interface TariffTable {
  id: Generated<string>;
  resource_id: string;
  version: number;
  unit: TariffUnit;
  amount_cents: number;
  note: Generated<string>;
  effective_from: Instant;
  published_by: string | null;
}

interface QuotaTable {
  id: Generated<string>;
  kind: ResourceKind | null;
  unit: QuotaUnit;
  amount: number;
  window_days: number;
  valid_from: Day;
  valid_to: Day | null;
  decided_by: string;
  decided_on: Day;
  reason: string;
  created_by: string;
  created_at: Instant;
}

interface QuotaDerogationTable {
  id: Generated<string>;
  quota_id: string;
  organisation_id: string;
  amount: number;
  valid_from: Day;
  valid_to: Day;
  decided_by: string;
  decided_on: Day;
  reason: string;
  created_by: string;
  created_at: Instant;
}

interface ApproverScopeTable {
  id: Generated<string>;
  person_id: string;
  resource_id: string | null;
  site_id: string | null;
  organisation_id: string | null;
  rank: Generated<ApproverRank>;
  valid_from: Generated<Day>;
  valid_to: Day | null;
}

interface SeriesTable {
  id: Generated<string>;
  organisation_id: string;
  person_id: string;
  title: string;
  rrule: string | null;
  time_zone: string;
  starts_at: Instant;
  ends_at: Instant;
  exdates: Generated<Date[]>;
  rdates: Generated<Date[]>;
  skip_public_holidays: Generated<boolean>;
  skip_school_holidays: Generated<boolean>;
  continues_id: string | null;
  version: Generated<number>;
  created_at: DefaultInstant;
  /** Set by trigger from the changes of the occurrences. */
  calendar_sequence: Generated<number>;
  calendar_changed_at: DefaultInstant;
}

interface BookingTable {
  id: string;
  organisation_id: string;
  person_id: string;
  title: string;
  purpose: string | null;
  starts_at: Instant;
  ends_at: Instant;
  status: BookingStatus;
  bundle: Generated<BundlePolicy>;
  series_id: string | null;
  recurrence_id: Date | null;
  detached: Generated<boolean>;
  version: Generated<number>;
  sequence: Generated<number>;
  cancelled_at: Date | null;
  cancelled_by: string | null;
  cancellation_reason: string | null;
  cancelled_late: Generated<boolean>;
  created_at: Instant;
  updated_at: Instant;
}

interface BookingLineTable {
  id: string;
  booking_id: string;
  position: Generated<number>;
  resource_id: string;
  quantity: number;
  starts_at: Instant;
  ends_at: Instant;
  phase: Generated<LinePhase>;
  status: BookingStatus;
  approval_required: boolean;
  holds: Generated<boolean>;
  hold_until: Date | null;
  requested_by: string;
  requested_at: Instant;
  reminded_at: Date | null;
  escalated_at: Date | null;
  beneficiary_id: string | null;
  terms_id: string | null;
  tariff_id: string | null;
}

interface BlockTable {
  id: Generated<string>;
  resource_id: string;
  kind: BlockKind;
  starts_at: Instant;
  ends_at: Instant;
  quantity: number | null;
  reason: Generated<string>;
  created_by: string | null;
  created_at: DefaultInstant;
  lifted_at: Date | null;
  version: Generated<number>;
  /** The outside calendar that it comes from, and which of its events it is. */
  external_calendar_id: string | null;
  external_key: string | null;
  /** Set by trigger at every change. */
  calendar_sequence: Generated<number>;
  calendar_changed_at: DefaultInstant;
}

/** Written by triggers only; read it, never write it. */
interface ClaimTable {
  id: GeneratedAlways<number>;
  resource_id: string;
  booking_id: string | null;
  line_id: string | null;
  quantity: number;
  occupied: string;
  exclusive: Generated<boolean>;
  resource_version: Generated<number>;
  hold_until: Date | null;
  /** Whose offer from the waiting list holds it; with neither this nor a booking it comes from blocks. */
  waiting_id: string | null;
  /** Comes from an outside calendar, and takes what bookings leave. */
  yielding: Generated<boolean>;
}

interface WaitingTable {
  id: Generated<string>;
  /** The order of the list. */
  turn: GeneratedAlways<number>;
  organisation_id: string;
  person_id: string;
  resource_id: string;
  quantity: number;
  starts_at: Instant;
  ends_at: Instant;
  title: string;
  purpose: string | null;
  state: Generated<WaitingState>;
  joined_at: Instant;
  offered_at: Date | null;
  offer_until: Date | null;
  ended_at: Date | null;
  booking_id: string | null;
}

interface ClaimLogTable {
  resource_id: string;
  resource_version: number;
  event: 'claimed' | 'released';
  booking_id: string | null;
  quantity: number;
  occupied: string;
  at: Instant;
}

interface DecisionTable {
  id: Generated<string>;
  line_id: string;
  person_id: string;
  /** Set by trigger from the person's standing. */
  capacity: DecisionCapacity;
  outcome: DecisionOutcome;
  reason: string | null;
  decided_at: Instant;
}

interface AuditEventTable {
  id: GeneratedAlways<number>;
  at: Instant;
  person_id: string | null;
  organisation_id: string | null;
  action: string;
  subject_type: HistorySubject;
  subject_id: string;
  before: ColumnType<unknown, string | null | undefined, never>;
  after: ColumnType<unknown, string | null | undefined, never>;
  reason: string | null;
  request_id: string | null;
}

interface IdempotencyTable {
  person_id: string;
  key: string;
  fingerprint: string;
  status: number | null;
  body: ColumnType<unknown, string | null | undefined, string | null>;
  created_at: DefaultInstant;
}

interface MailTable {
  id: Generated<string>;
  dedupe_key: string;
  person_id: string | null;
  recipient: string;
  locale: Locale;
  subject: string;
  text_body: string;
  html_body: string;
  booking_id: string | null;
  kind: string;
  useless_after: Date | null;
  created_at: Instant;
  sent_at: Date | null;
  failed_at: Date | null;
  failure: string | null;
  state: Generated<MailState>;
  attempts: Generated<number>;
  claimed_until: Date | null;
  /** An iCalendar object, with the method that it is sent under. */
  calendar: string | null;
  calendar_method: 'REQUEST' | 'CANCEL' | null;
}

interface AttendeeTable {
  id: Generated<string>;
  booking_id: string;
  person_id: string | null;
  /** Of outsiders only, in lower case; a person's is their own. */
  email: string | null;
  name: string | null;
  locale: Locale;
  state: Generated<AttendeeState>;
  answered_at: Date | null;
  added_by: string;
  added_at: Instant;
}

/** What a calendar was told of one booking; instants are ISO 8601. */
export interface ToldOccurrence {
  startsAt: string;
  endsAt: string;
  recurrenceId: string | null;
  /** A hash of all that the calendar shows of it. */
  likeness: string;
  /** SEQUENCE under which it was told last. */
  sequence: number;
}

interface CalendarInviteTable {
  id: Generated<string>;
  uid: string;
  email: string;
  person_id: string | null;
  name: string;
  locale: Locale;
  booking_id: string | null;
  series_id: string | null;
  /** By the id of the booking. */
  told: ColumnType<Record<string, ToldOccurrence>, string, string>;
  sequence: number;
  told_at: Instant;
  ends_at: Instant;
  cancelled_at: Date | null;
}

interface CalendarInviteTokenTable {
  token_sha256: Buffer;
  invite_id: string;
}

interface FeedTable {
  id: Generated<string>;
  person_id: string;
  name: string;
  scope: FeedScope;
  organisation_id: string | null;
  resource_id: string | null;
  site_id: string | null;
  detail: FeedDetail;
  token_sha256: string;
  created_at: Instant;
  revoked_at: Date | null;
  last_access_at: Date | null;
  last_client: string | null;
  content_tag: string | null;
  content_changed_at: Date | null;
  filter: ColumnType<FeedFilter | null, string | null | undefined, never>;
  days_back: Generated<number>;
  months_ahead: Generated<number>;
  keep_cancelled: Generated<boolean>;
  locale: Locale | null;
  appearance_tag: string | null;
  appearance_changed_at: Date | null;
  /** Octets, and VEVENTs, of what was served last. */
  last_size: number | null;
  last_events: number | null;
}

/** Rises with every write that could change what a calendar about a person, an organisation or a resource shows. */
interface CalendarVersionTable {
  target_id: string;
  shard: number;
  version: Generated<number>;
  changed_at: Generated<Date>;
}

interface FeedPastTokenTable {
  token_sha256: string;
  feed_id: string;
}

interface MailboxProgressTable {
  mailbox: string;
  /** Of the mailbox's numbering (RFC 3501 2.3.1.1): when it changes, the numbers begin anew. */
  uid_validity: string;
  last_uid: number;
  read_at: Instant;
}

interface ExternalCalendarTable {
  id: string;
  resource_id: string;
  name: string;
  address_sealed: Buffer;
  address_mac: Buffer;
  address_hint: string;
  detail: Generated<ExternalDetail>;
  created_by: string;
  created_at: Instant;
  paused_at: Date | null;
  version: Generated<number>;
  next_check_at: Instant;
  checking_until: Date | null;
  etag: string | null;
  last_modified: string | null;
  read_as: string | null;
  checked_at: Date | null;
  succeeded_at: Date | null;
  failing_since: Date | null;
  failures: Generated<number>;
  failure: FailureCode | null;
  failure_details: ColumnType<FailureDetails | null, string | null | undefined, string | null>;
  told_failing_at: Date | null;
  findings: ColumnType<ReadingFinding[], string | undefined, string>;
}

interface BusyClashTable {
  id: Generated<string>;
  external_calendar_id: string;
  block_id: string;
  line_id: string;
  found_at: Instant;
  acknowledged_at: Instant | null;
  acknowledged_by: string | null;
  /** The time for which both were let stand, as `tstzmultirange`. */
  acknowledged_overlap: string | null;
}

interface ImportTable {
  id: string;
  organisation_id: string;
  person_id: string;
  file_name: string;
  format: ImportFormat;
  headings: ColumnType<string[], string, string>;
  columns: ColumnType<Record<string, string>, string, string>;
  state: Generated<'previewed' | 'executed' | 'undone'>;
  created_at: Instant;
  executed_at: Date | null;
  undone_at: Date | null;
}

interface ImportRowTable {
  import_id: string;
  position: number;
  said: string;
  title: string;
  purpose: string | null;
  resource_id: string | null;
  quantity: Generated<number>;
  starts_at: Date | null;
  ends_at: Date | null;
  problem: ImportProblem | null;
  outcome: ImportOutcome | null;
  reasons: ColumnType<Finding[], string | undefined, string>;
  booking_id: string | null;
  booking_version: number | null;
}

/** Every table as the migrations leave it. */
interface AppPasswordTable {
  id: Generated<string>;
  person_id: string;
  name: string;
  secret_sha256: string;
  created_at: Instant;
  revoked_at: Instant | null;
  last_used_at: Instant | null;
  last_client: string | null;
}

interface CaldavCollectionTable {
  feed_id: string;
  tag: string;
  generation: number;
  forgotten: Generated<number>;
}

interface CaldavObjectTable {
  feed_id: string;
  uid: string;
  etag: string;
  generation: number;
  gone_at: Instant | null;
}

export interface Tables {
  network: NetworkTable;
  organisation: OrganisationTable;
  person: PersonTable;
  affiliation: AffiliationTable;
  network_role: NetworkRoleTable;
  declared_interest: DeclaredInterestTable;
  catalogue: CatalogueTable;
  site: SiteTable;
  site_opening: SiteOpeningTable;
  site_exception: SiteExceptionTable;
  resource: ResourceTable;
  resource_photo: ResourcePhotoTable;
  sharing: SharingTable;
  feature: FeatureTable;
  resource_feature: ResourceFeatureTable;
  resource_part: ResourcePartTable;
  resource_component: ResourceComponentTable;
  resource_draw: ResourceDrawTable;
  criteria: CriteriaTable;
  terms: TermsTable;
  tariff: TariffTable;
  quota: QuotaTable;
  quota_derogation: QuotaDerogationTable;
  approver_scope: ApproverScopeTable;
  series: SeriesTable;
  booking: BookingTable;
  booking_line: BookingLineTable;
  block: BlockTable;
  claim: ClaimTable;
  waiting: WaitingTable;
  claim_log: ClaimLogTable;
  decision: DecisionTable;
  audit_event: AuditEventTable;
  idempotency: IdempotencyTable;
  mail: MailTable;
  auth_session: AuthSessionTable;
  auth_account: AuthAccountTable;
  auth_verification: AuthVerificationTable;
  rate_limit: RateLimitTable;
  invitation: InvitationTable;
  first_run: FirstRunTable;
  feed: FeedTable;
  feed_past_token: FeedPastTokenTable;
  calendar_version: CalendarVersionTable;
  attendee: AttendeeTable;
  calendar_invite: CalendarInviteTable;
  calendar_invite_token: CalendarInviteTokenTable;
  mailbox_progress: MailboxProgressTable;
  external_calendar: ExternalCalendarTable;
  busy_clash: BusyClashTable;
  import: ImportTable;
  import_row: ImportRowTable;
  app_password: AppPasswordTable;
  caldav_collection: CaldavCollectionTable;
  caldav_object: CaldavObjectTable;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
export type Patch<T extends keyof Tables> = Updateable<Tables[T]>;
