import { createSignal } from 'solid-js';

const [online, setOnline] = createSignal(navigator.onLine);
addEventListener('online', () => setOnline(true));
addEventListener('offline', () => setOnline(false));

/** Whether the device says that it has a network. */
export { online };

/** Keeps the app itself on the device, and what was read last; the service worker's rules are in vite.config.ts. */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { registerSW } = await import('virtual:pwa-register');
  registerSW({ immediate: true });
}

/** Leaves nothing of a person's on a device that others may use. */
export async function forgetOffline(): Promise<void> {
  if ('caches' in globalThis) await Promise.all(['last-read', 'photos'].map(name => caches.delete(name)));
}
