const longestHours = 24;

/**
 * Until when an offer holds the time: a day, but never for more than half of what is left until the beginning, so that whoever
 * is next still has the other half to hear of it.
 */
export function offerDeadline(now: Date, startsAt: Date): Date {
  const left = startsAt.getTime() - now.getTime();
  return new Date(now.getTime() + Math.min(longestHours * 3_600_000, Math.floor(left / 2)));
}
