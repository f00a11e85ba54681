import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage } from './stage.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies as a client in another language would.
type Body = any;

/** Tuesday 3 November 2026, the day after the day of the tests; in Paris. */
export const tomorrow = (time: string) => `2026-11-03T${time}:00+01:00`;

/** What tests of care say again and again; everything goes over HTTP with the session of a page. */
export function careSteps(stage: Stage) {
  async function ask(page: Page, method: string, path: string, body?: unknown): Promise<Body> {
    const headers: Record<string, string> = { Origin: stage.url };
    if (['PATCH', 'PUT'].includes(method) || /\/(terms|criteria)$/.test(path)) headers['If-Match'] = '*';
    const answer = await page.request.fetch(`${stage.url}${path}`, { method, data: body, headers });
    const text = await answer.text();
    expect(answer.status(), `${method} ${path}: ${text}`).toBeLessThan(300);
    return JSON.parse(text);
  }

  /** A new resource of an organisation that the member does not act for, at a site that is open at all times. */
  async function offer(page: Page, more: Record<string, unknown> = {}): Promise<Body> {
    const name = `Essai ${crypto.randomUUID().slice(0, 8)}`;
    const { site } = await ask(page, 'POST', '/api/sites', {
      ...{ name: `Lieu ${name}`, commune: 'Orsay', timeZone: 'Europe/Paris' },
    });
    const { items } = await ask(page, 'GET', '/api/resources?q=Bulle');
    const { resource } = await ask(page, 'POST', '/api/resources', {
      ...{ kind: 'room', name, ownerId: items[0].owner.id, siteId: site.id },
      ...{ criteria: {}, terms: { body: 'Rendre propre.' }, tariff: { unit: 'free' }, approval: 'automatic' },
      ...more,
    });
    return resource;
  }

  /** A booking of the member tomorrow, from nine to ten unless said. */
  async function book(
    page: Page,
    resourceId: string,
    quantity = 1,
    title = 'Répétition',
    [from, to] = ['09:00', '10:00'],
  ): Promise<Body> {
    const { affiliations } = await ask(page, 'GET', '/api/session');
    const { booking } = await ask(page, 'POST', '/api/bookings', {
      ...{ organisationId: affiliations[0].organisationId, title },
      ...{ startsAt: tomorrow(from), endsAt: tomorrow(to), lines: [{ resourceId, quantity }] },
    });
    return booking;
  }

  return { ask, offer, book };
}
