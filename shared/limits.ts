/** Limits of what one request may ask for. */
export const limits = {
  linesPerBooking: 20,
  titleLength: 200,
  purposeLength: 2000,
  reasonLength: 1000,
  /** A single booking is at most this long, whatever the criteria say. */
  bookingDays: 62,
  /** Requests of one organisation that wait for a decision at the same time; a series is one. */
  pendingPerOrganisation: 50,
  /** Times that one organisation waits for on the waiting lists. */
  waitingPerOrganisation: 50,
  occurrences: 400,
  /** From the first occurrence of a series to its last. */
  seriesYears: 2,
  /** Characters of a recurrence rule. */
  rruleLength: 500,
  attendeesPerBooking: 50,
  pageSize: 200,
  /** The longest window that availability and planning answer for. */
  windowDays: 62,
  resourcesPerWindow: 1000,
  importRows: 500,
  /** Of a file, before it is written as base64. */
  importBytes: 1_000_000,
} as const;
