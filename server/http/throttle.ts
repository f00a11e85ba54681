import type { Logger } from 'pino';
import type { Db } from '../database/connect.ts';
import { forgetOldLimits, take } from './limits.ts';

const seconds = 60;
const hour = 3_600_000;

interface Tally {
  /** When its window ends here. */
  endsAt: number;
  /** Counted here and not yet told to the database. */
  untold: number;
  /** Until then the database has said that the budget is spent. */
  spentUntil: number;
}

/** Counts a request of a caller, who has `limit` a minute (0: as many as they like). Says how many seconds to wait. */
export type Throttle = (caller: string, limit: number, now: Date) => number;

/**
 * The general limit of requests a minute. It costs the request nothing: each process counts in memory and tells the database
 * each time that a caller has used another twentieth of the budget here; what all processes have told decides. So N processes
 * may together let through up to N twentieths too many, and a caller who asks little never causes a statement.
 */
export function createThrottle(db: Db, log: Logger): Throttle {
  const tallies = new Map<string, Tally>();
  let sweptAt: number | undefined;

  return (caller, limit, now) => {
    if (limit === 0) return 0;
    const at = now.getTime();
    sweptAt ??= at;
    if (at - sweptAt > hour || tallies.size > 50_000) sweep(at);
    let tally = tallies.get(caller);
    if (!tally || tally.endsAt <= at) {
      tally = { endsAt: at + seconds * 1000, untold: 0, spentUntil: 0 };
      tallies.set(caller, tally);
    }
    if (tally.spentUntil > at) return Math.ceil((tally.spentUntil - at) / 1000);
    tally.untold += 1;
    if (tally.untold * 20 >= limit) tell(caller, tally, limit, now);
    return 0;
  };

  function tell(caller: string, tally: Tally, limit: number, now: Date): void {
    const amount = tally.untold;
    tally.untold = 0;
    take(db, [{ key: `api:${caller}`, limit, seconds, amount }], now).then(
      wait => {
        if (wait > 0) tally.spentUntil = now.getTime() + wait * 1000;
      },
      error => log.warn({ err: error }, 'the request limit could not be counted'),
    );
  }

  function sweep(at: number): void {
    sweptAt = at;
    for (const [caller, tally] of tallies) if (tally.endsAt <= at && tally.spentUntil <= at) tallies.delete(caller);
    forgetOldLimits(db, new Date(at)).catch(error =>
      log.warn({ err: error }, 'old request limits could not be forgotten'),
    );
  }
}
