/**
 * What a check found against (block) or about (warn) a booking. The codes are stable; the same list comes from the API, in the
 * form, on a greyed cell and in the approver's view. `conflict` says that only lack of room stands in the way (409, and a way
 * out is offered); the others are refusals by a published criterion (422).
 */
export const findingCodes = {
  taken: { conflict: true },
  buffer: { conflict: true },
  blocked: { conflict: true },
  over_capacity: { conflict: true },
  closed: { conflict: false },
  too_soon: { conflict: false },
  too_far: { conflict: false },
  in_past: { conflict: false },
  too_short: { conflict: false },
  too_long: { conflict: false },
  wrong_increment: { conflict: false },
  too_few: { conflict: false },
  too_many: { conflict: false },
  not_allowed: { conflict: false },
  quota: { conflict: false },
  withdrawn: { conflict: false },
  local_time_missing: { conflict: false },
  local_time_ambiguous: { conflict: false },
  holiday: { conflict: false },
  approval_needed: { conflict: false },
} as const satisfies Record<string, { conflict: boolean }>;

export type FindingCode = keyof typeof findingCodes;

/** Whether lack of room is all that stands in the way, so that another time or another resource would do. */
export function isConflict(findings: { code: FindingCode; severity: string }[]): boolean {
  const blocking = findings.filter(one => one.severity === 'block');
  return blocking.length > 0 && blocking.every(one => findingCodes[one.code].conflict);
}
