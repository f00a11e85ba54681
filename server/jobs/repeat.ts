import type { Logger } from 'pino';

/**
 * Does something in this process again and again, `seconds` after it last ended; a failure is logged, and the next try comes.
 * @returns a function that stops it, once what is under way has ended.
 */
export function repeat(seconds: number, what: string, log: Logger, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false;
  let underWay = Promise.resolve();
  let timer = later();

  function later() {
    return setTimeout(() => {
      underWay = work()
        .catch(error => log.warn({ err: error }, `${what} failed`))
        .then(() => {
          if (!stopped) timer = later();
        });
    }, seconds * 1_000);
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
