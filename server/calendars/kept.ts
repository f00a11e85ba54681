/** What was made is kept until there is too much of it; what was not used for longest goes first. */
export interface Kept<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** @param octetsOf what a value is taken to weigh; together they weigh `maxOctets` at most */
export function createKept<T>(maxOctets: number, octetsOf: (value: T) => number): Kept<T> {
  // A Map keeps the order of insertion: what is used is put in again, so that the first is the one to forget.
  const values = new Map<string, T>();
  let octets = 0;

  function forget(key: string, value: T): void {
    values.delete(key);
    octets -= octetsOf(value);
  }

  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      const former = values.get(key);
      if (former !== undefined) forget(key, former);
      values.set(key, value);
      octets += octetsOf(value);
      for (const [oldest, of] of values) {
        if (octets <= maxOctets) break;
        forget(oldest, of);
      }
    },
  };
}
