/**
 * Lets so many works run at once, and the others wait in their order. Calendars all ask at the full hour: the pool of
 * connections would turn the last of them away after some seconds, and with them whoever wants to book.
 */
export function createLanes(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async work => {
    if (free > 0) free -= 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
