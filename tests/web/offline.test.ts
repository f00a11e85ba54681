import { expect, it } from 'vitest';
import { phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

it('can be read without a network: the last planning and my bookings, and says that it is old', async () => {
  const page = await stage.visit('/', { as: 'member', size: phone, isKept: true });
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  // From now on the device keeps what is read.
  await page.reload();
  await page.locator('.pl-bar').first().waitFor();
  await page.getByRole('link', { name: 'Réservations' }).click();
  const booking = page.getByRole('main').getByRole('listitem').first();
  await booking.waitFor();

  await page.context().setOffline(true);
  await page.reload();
  await booking.waitFor();
  expect(await page.getByText('Hors ligne').isVisible()).toBe(true);
  await page.goto(`${stage.url}/`);
  await page.locator('.pl-bar').first().waitFor();
  await page.context().setOffline(false);
}, 60_000);
