import pg from 'pg';
import type { Listen } from './store.ts';

const firstRetry = 250;
const longestRetry = 10_000;
const checkEvery = 15_000;

/**
 * Listens over a connection of its own (a pooled one would be handed back), and connects again for as long as it takes.
 * A connection that died without a word is found out by a small statement every 15 seconds.
 */
export function listenOnPostgres(url: string, onError: (error: Error) => void): Listen {
  return async (channel, onPayload, onConnected) => {
    let stopped = false;
    let client: pg.Client | undefined;
    let timer: NodeJS.Timeout | undefined;
    let retry = firstRetry;

    function again(error: Error, lost: pg.Client) {
      if (stopped || client !== lost) return;
      client = undefined;
      onError(error);
      void lost.end().catch(() => {});
      clearTimeout(timer);
      timer = setTimeout(() => void connect(), retry);
      retry = Math.min(retry * 2, longestRetry);
    }

    async function connect() {
      const fresh = new pg.Client({
        connectionString: url,
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
        query_timeout: 5_000,
        application_name: 'moyens-listen',
      });
      client = fresh;
      fresh.on('error', error => again(error, fresh));
      fresh.on('end', () => again(new Error('the listening connection ended'), fresh));
      fresh.on('notification', message => onPayload(message.payload ?? ''));
      try {
        await fresh.connect();
        await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
        retry = firstRetry;
        watch(fresh);
        onConnected();
      } catch (error) {
        again(error as Error, fresh);
      }
    }

    function watch(watched: pg.Client) {
      timer = setTimeout(() => {
        if (stopped || client !== watched) return;
        watched.query('select 1').then(
          () => watch(watched),
          error => again(error, watched),
        );
      }, checkEvery);
    }

    await connect();
    return async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    };
  };
}
