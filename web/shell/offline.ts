import { createSignal } from 'solid-js';
import { whenIdle } from '../ui/idle.ts';

const [online, setOnline] = createSignal(navigator.onLine);
addEventListener('online', () => setOnline(true));
addEventListener('offline', () => setOnline(false));

/** Whether the device says that it has a network. */
export { online };

/**
 * Keeps the app itself on the device, and what was read last, once there is nothing else to do: all of the app is fetched for it.
 * The service worker's rules are in vite.config.ts.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = async () => {
    const { registerSW } = await import('virtual:pwa-register');
    registerSW({ immediate: true });
  };
  whenIdle(() => void register());
}

/** Leaves nothing of a person's on a device that others may use. */
export async function forgetOffline(): Promise<void> {
  if ('caches' in globalThis) await Promise.all(['last-read', 'photos'].map(name => caches.delete(name)));
}
