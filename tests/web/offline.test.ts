import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

function pathsKept(page: Page, cache: string): Promise<string[]> {
  const keys = `caches.open('${cache}').then(one => one.keys())`;
  return page.evaluate(`${keys}.then(all => all.map(one => new URL(one.url).pathname))`);
}

it('can be read without a network: the last planning and my bookings, and says that it is old', async () => {
  const page = await stage.visit('/', { as: 'member', size: phone, isKept: true });
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  // From now on the device keeps what is read.
  await page.reload();
  await page.locator('.pl-bar').first().waitFor();
  await page.getByRole('link', { name: 'Réservations' }).click();
  const booking = page.getByRole('main').getByRole('listitem').first();
  await booking.waitFor();

  // A picture is kept apart from what was read: it must not push that out.
  const { items } = await (await page.request.get(`${stage.url}/api/resources?q=Cuisine+partagée`)).json();
  await page.goto(`${stage.url}/resources/${items[0].id}`);
  await expect.poll(() => pathsKept(page, 'photos')).toEqual([`/api/resources/${items[0].id}/photo`]);
  expect((await pathsKept(page, 'last-read')).filter(path => path.endsWith('/photo'))).toEqual([]);
  await page.goto(`${stage.url}/bookings`);
  await booking.waitFor();

  await page.context().setOffline(true);
  await page.reload();
  await booking.waitFor();
  expect(await page.getByText('Hors ligne').isVisible()).toBe(true);
  await page.goto(`${stage.url}/`);
  await page.locator('.pl-bar').first().waitFor();
  await page.context().setOffline(false);
}, 60_000);
