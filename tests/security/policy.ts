import { approvalPolicy } from './policy-approvals.ts';
import { attendeePolicy } from './policy-attendees.ts';
import { bookingPolicy } from './policy-bookings.ts';
import { caldavPolicy } from './policy-caldav.ts';
import type { Entry } from './policy-entry.ts';
import { externalCalendarPolicy } from './policy-external-calendars.ts';
import { importPolicy } from './policy-imports.ts';
import { peoplePolicy } from './policy-people.ts';
import { quotaPolicy } from './policy-quotas.ts';
import { resourcePolicy } from './policy-resources.ts';
import { scopePolicy } from './policy-scopes.ts';
import { waitingPolicy } from './policy-waiting.ts';

/** Who may do what: at least one entry for each route that the application has. Design section 5, charter. */
export const policy: Entry[] = [
  ...peoplePolicy,
  ...bookingPolicy,
  ...attendeePolicy,
  ...approvalPolicy,
  ...resourcePolicy,
  ...quotaPolicy,
  ...externalCalendarPolicy,
  ...importPolicy,
  ...scopePolicy,
  ...caldavPolicy,
  ...waitingPolicy,
];
