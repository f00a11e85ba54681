import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../global-setup.ts';
import type { Access } from './program.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const dayMs = 86_400_000;

/** The demonstration network on a server of its own, and one of its members. */
export async function openNetwork(dataFolder: string) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [main, '--demo'], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PUBLIC_URL: base,
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (
    !(await fetch(`${base}/ready`).then(
      reply => reply.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await sleep(200);
  }
  const cookie = await signIn(base);

  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const reply = await fetch(base + path, {
      method,
      headers: { Cookie: cookie, Origin: base, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  const versionOf = async (id: string) => ({
    'If-Match': `"${(await ask('GET', `/api/bookings/${id}`)).booking.version}"`,
  });

  return {
    /** A calendar of the member's own bookings, and how to take it away again. */
    async open(way: Access['way']): Promise<{ access: Access; revoke: () => Promise<void> }> {
      if (way === 'feed') {
        const { feed, url } = await ask('POST', '/api/feeds', { name: 'Épreuve', scope: 'person', detail: 'full' });
        return { access: { way, url }, revoke: () => ask('DELETE', `/api/feeds/${feed.id}`) };
      }
      const { appPassword, ...account } = await ask('POST', '/api/app-passwords', { name: 'Épreuve' });
      return { access: { way, ...account }, revoke: () => ask('DELETE', `/api/app-passwords/${appPassword.id}`) };
    },
    /** An hour of a resource that is free then, and an hour later, and that nobody has to decide on. */
    async book(title: string): Promise<{ id: string; title: string; startsAt: number }> {
      const { affiliations } = await ask('GET', '/api/session');
      const organisationId = affiliations[0].organisationId;
      const day = nextTuesday();
      const slot = (hour: number) => new Date(day + hour * 3_600_000).toISOString();
      const window = new URLSearchParams({
        from: slot(9),
        to: slot(11),
        beneficiaryId: organisationId,
        free: 'true',
        kind: 'room',
      });
      const { items } = await ask('GET', `/api/availability?${window}`);
      const free = items.find((one: { needsApproval: boolean }) => !one.needsApproval);
      if (!free) throw new Error('the demonstration has no free room');
      const { booking } = await ask('POST', '/api/bookings', {
        organisationId,
        title,
        startsAt: slot(9),
        endsAt: slot(10),
        lines: [{ resourceId: free.resourceId }],
      });
      return { id: booking.id, title, startsAt: day + 9 * 3_600_000 };
    },
    async rename(id: string, title: string) {
      // As no person changes what they booked in the same second: LAST-MODIFIED has no more than seconds, and Evolution goes by it.
      await sleep(1000);
      await ask('PATCH', `/api/bookings/${id}`, { title }, await versionOf(id));
    },
    /** @returns the new start: an hour later */
    async move(id: string): Promise<number> {
      const at = nextTuesday() + 10 * 3_600_000;
      const times = { startsAt: new Date(at).toISOString(), endsAt: new Date(at + 3_600_000).toISOString() };
      await ask('PATCH', `/api/bookings/${id}`, times, await versionOf(id));
      return at;
    },
    cancel: async (id: string) => ask('POST', `/api/bookings/${id}/cancellation`, {}, await versionOf(id)),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function signIn(base: string): Promise<string> {
  const reply = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: base },
    body: JSON.stringify({ email: 'member@demo.test', password: 'demonstration' }),
  });
  if (!reply.ok) throw new Error(`sign-in: ${reply.status}`);
  return reply.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
}

/** A day on which everything is open, three weeks ahead; its midnight in UTC. */
function nextTuesday(): number {
  const day = new Date(Math.floor(Date.now() / dayMs) * dayMs + 21 * dayMs);
  return day.getTime() + ((9 - day.getUTCDay()) % 7) * dayMs;
}
