import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage, Visit } from './stage.ts';

/** Booked without anybody's decision. Each test takes days of its own. */
export const room = 'Salle du Tri';

export async function open(stage: Stage, search: string, visit: Visit = {}): Promise<Page> {
  const page = await stage.visit(`/?${search}`, { as: 'member', ...visit });
  page.setDefaultTimeout(15_000);
  await line(page).waitFor();
  return page;
}

/** Another room's name begins with this one's. */
export const line = (page: Page) => page.getByRole('row', { name: new RegExp(`${room}\\b`) });
export const only = (date: string) => `date=${date}&q=${encodeURIComponent(room)}`;
export const grid = (page: Page) => page.getByRole('grid', { name: 'Planning des moyens' });
export const bar = (page: Page, name: string | RegExp) => grid(page).getByRole('button', { name });
export const isFocused = (page: Page) => grid(page).evaluate(one => one.matches(':focus'));
export const said = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor();

export const bookButton = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Réserver', exact: true });

/** Books the room, as the person whose page it is. */
export async function take(page: Page, title: string, startsAt: string, endsAt: string): Promise<void> {
  const { affiliations } = await ask(page, 'get', '/session');
  const { items } = await ask(page, 'get', `/resources?q=${encodeURIComponent(room)}`);
  const lines = [{ resourceId: items[0].id }];
  const organisationId = affiliations[0].organisationId;
  expect(await ask(page, 'post', '/bookings', { organisationId, title, startsAt, endsAt, lines })).toHaveProperty(
    'booking',
  );
}

async function ask(page: Page, method: 'get' | 'post', path: string, data?: object) {
  const { origin } = new URL(page.url());
  const answer = await page.request[method](`${origin}/api${path}`, {
    headers: { Origin: origin },
    ...(data ? { data } : {}),
  });
  return answer.json();
}

/** Where an hour of a day lies on the row of the room, in a week that is drawn from 7 to 21. */
export async function spot(page: Page, day: RegExp, hour: number): Promise<[number, number]> {
  const head = await page.getByRole('columnheader', { name: day }).boundingBox();
  const row = await line(page).boundingBox();
  if (!head || !row) throw new Error('not drawn');
  return [head.x + (head.width * (hour - 7)) / 14 + 1, row.y + row.height / 2];
}

/** Presses, draws, and keeps the button down. */
export async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, from[1]);
  await page.mouse.move(...to, { steps: 3 });
}
