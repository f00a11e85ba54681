import { useQueryClient } from '@tanstack/solid-query';
import { onCleanup, onMount } from 'solid-js';

/** First words of the query keys that others' acts can change. A query that begins otherwise is never refreshed from here. */
const followed = [
  'planning',
  'availability',
  'bookings',
  'approvals',
  'resources',
  'blocks',
  'history',
  'care',
  'sites',
  'waiting',
];
const gatherMilliseconds = 400;

/**
 * Reads again what is on screen soon after anybody changes it. One tab holds the stream for all of a browser's tabs (a server
 * allows six), and tells the others; when it closes, the next one takes over.
 */
export function useChanges(): void {
  const client = useQueryClient();
  onMount(() => {
    const channel = new BroadcastChannel('moyens-changes');
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ predicate: query => followed.includes(String(query.queryKey[0])) });
      }, gatherMilliseconds);
    };
    channel.onmessage = readAgain;
    const follow = () => listen(channel, leaving.signal, readAgain);
    // A page that came over plain HTTP from another machine has no locks: then each tab listens for itself.
    if ('locks' in navigator)
      void navigator.locks.request('moyens-changes', { signal: leaving.signal }, follow).catch(() => {});
    else void follow();
    onCleanup(() => {
      leaving.abort();
      channel.close();
      clearTimeout(timer);
    });
  });
}

function listen(channel: BroadcastChannel, leaving: AbortSignal, readAgain: () => void): Promise<void> {
  return new Promise(resolve => {
    const stream = new EventSource('/api/changes');
    let greeted = false;
    const pass = () => {
      readAgain();
      channel.postMessage('changed');
    };
    stream.addEventListener('change', pass);
    // The first greeting says nothing new; a later one says that something may have been missed.
    stream.addEventListener('hello', () => {
      if (greeted) pass();
      greeted = true;
    });
    leaving.addEventListener('abort', () => {
      stream.close();
      resolve();
    });
  });
}
