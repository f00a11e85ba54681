import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** The time in milliseconds, renewed while it is on screen: deadlines run out and bookings begin without a word from outside. */
export function useNow(everySeconds = 30): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), everySeconds * 1000);
  onCleanup(() => clearInterval(timer));
  return now;
}
