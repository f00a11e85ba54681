/** The closed vocabularies of the domain. The database checks the same lists, by name. */

export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

export const organisationKinds = ['association', 'company', 'training_body', 'public_body', 'individual'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const affiliationRoles = ['member', 'referent'] as const;
export type AffiliationRole = (typeof affiliationRoles)[number];

export const networkRoles = ['coordinator', 'elected'] as const;
export type NetworkRole = (typeof networkRoles)[number];

export const resourceKinds = ['room', 'vehicle', 'equipment', 'staff'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** A withdrawn resource is off the catalogue; what is promised on it stays. */
export const resourceStates = ['published', 'withdrawn'] as const;
export type ResourceState = (typeof resourceStates)[number];

/** Who may see or book a resource: everyone, its owner alone, or its owner and the organisations that it is shared with. */
export const audiences = ['network', 'owner', 'listed'] as const;
export type Audience = (typeof audiences)[number];

export const approvalPolicies = ['automatic', 'automatic_for_owner', 'manager'] as const;
export type ApprovalPolicy = (typeof approvalPolicies)[number];

/** Whether a pending request holds the time, or competes for it with others. */
export const pendingPolicies = ['hold', 'compete'] as const;
export type PendingPolicy = (typeof pendingPolicies)[number];

export const featureValueTypes = ['flag', 'number', 'text', 'choice'] as const;
export type FeatureValueType = (typeof featureValueTypes)[number];

export const tariffUnits = ['free', 'booking', 'hour', 'half_day', 'day', 'kilometre', 'unit'] as const;
export type TariffUnit = (typeof tariffUnits)[number];

/** What a quota counts: hours of resource time, or bookings. */
export const quotaUnits = ['hours', 'bookings'] as const;
export type QuotaUnit = (typeof quotaUnits)[number];

export const approverRanks = ['approver', 'substitute'] as const;
export type ApproverRank = (typeof approverRanks)[number];

export const blockKinds = ['maintenance', 'closure', 'breakdown', 'reserved', 'busy'] as const;
export type BlockKind = (typeof blockKinds)[number];

export const bookingStatuses = [
  'pending',
  'confirmed',
  'declined',
  'cancelled',
  'expired',
  'in_use',
  'completed',
  'no_show',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/** Of several lines: confirmed only together, or each that is approved is kept. */
export const bundlePolicies = ['all_or_nothing', 'keep_approved'] as const;
export type BundlePolicy = (typeof bundlePolicies)[number];

/** A proposed line is a material change that waits beside the current one; a superseded one was replaced by it. */
export const linePhases = ['current', 'proposed', 'superseded'] as const;
export type LinePhase = (typeof linePhases)[number];

export const decisionOutcomes = ['approved', 'declined'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const decisionCapacities = ['approver', 'substitute', 'elected'] as const;
export type DecisionCapacity = (typeof decisionCapacities)[number];

export const schoolZones = ['A', 'B', 'C'] as const;
export type SchoolZone = (typeof schoolZones)[number];

export const changeScopes = ['this', 'following', 'all'] as const;
export type ChangeScope = (typeof changeScopes)[number];

/** What happened to a booking that somebody should be told of. */
export const bookingEvents = [
  'requested',
  'confirmed',
  'declined',
  'changed',
  'change_requested',
  'change_approved',
  'change_declined',
  'cancelled',
  'restored',
  'expired',
  'reminded',
  'escalated',
  'attendee_declined',
] as const;
export type BookingEvent = (typeof bookingEvents)[number];
