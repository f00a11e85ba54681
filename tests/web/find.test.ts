import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

const results = (page: Page) => page.getByRole('list', { name: 'Résultats', exact: true });

describe('finding a resource', () => {
  it('finds an unknown room in one search, with the button that books it at that time', async () => {
    const needs = 'kind=room&seats=8&feature=projector&when=at&date=2026-11-12&time=14:00&minutes=120';
    const page = await stage.visit(`/find?${needs}`, { as: 'member' });
    const first = results(page).getByRole('listitem').first();
    await first.getByText(/\d+ places pour 8/).waitFor();
    await first.getByRole('button', { name: /12 nov.*14:00 – 16:00$/ }).waitFor();
  });

  it('books what it found by two further clicks', async () => {
    const needs = 'q=salle+du+tri&kind=room&when=at&date=2026-11-10&time=10:00&minutes=60';
    const page = await stage.visit(`/find?${needs}`, { as: 'member' });
    await results(page)
      .getByRole('button', { name: /^Réserver Salle du Tri, .*10:00 – 11:00$/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Réserver', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /est réservée.*10:00 – 11:00/ })
      .first()
      .waitFor();
  });

  it('sorts by what is near, or says that it does not know where one is', async () => {
    const page = await stage.visit('/find?kind=room', { as: 'member' });
    const place = page.getByLabel('Où', { exact: true });
    await place.selectOption({ label: 'Au plus près de moi' });
    await page.getByText(/^Votre position n’est pas connue/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 48.7123, longitude: 2.1678 });
    await place.selectOption({ label: 'Partout' });
    await place.selectOption({ label: 'Au plus près de moi' });
    await expect.poll(() => new URL(page.url()).searchParams.get('near')).toBe('48.71,2.17');
    const first = results(page).getByRole('listitem');
    await first
      .first()
      .getByText(/à [\d,]+ km/)
      .first()
      .waitFor();
    const far = (await first.allTextContents()).map(text => Number(/à ([\d,]+) km/.exec(text)?.[1]?.replace(',', '.')));
    expect(far).toEqual(far.toSorted((a, b) => a - b));
  });

  it('understands a sentence in the time of the place that it names', async () => {
    const page = await stage.visit('/find', { as: 'member' });
    await page.getByRole('button', { name: /^Compte de/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('varangue mercredi 9h-11h');
    const understood = page.getByRole('region', { name: 'Compris ainsi' });
    await understood.getByText('Heures du lieu : heure de La Réunion.').waitFor();
    await page.getByRole('button', { name: 'Réserver Varangue du Lambrequin' }).click();
    const { items } = await (await page.request.get(`${stage.url}/api/resources?q=varangue`)).json();
    const window = 'from=2026-11-04T00:00:00Z&to=2026-11-05T00:00:00Z';
    const claims = async () => {
      const answer = await page.request.get(`${stage.url}/api/planning?${window}&resourceId=${items[0].id}`);
      return (await answer.json()).items[0].claims.map((one: { startsAt: string }) => one.startsAt);
    };
    await expect.poll(claims).toContain('2026-11-04T05:00:00.000Z');
  });

  it('says of what is not free why, and when it is next', async () => {
    const page = await stage.visit('/find?when=at&date=2026-11-12&time=03:00&minutes=60&kind=room', { as: 'member' });
    const others = page.getByRole('list', { name: /pas libres/ });
    await others.getByText('Le lieu est fermé').first().waitFor();
    await others
      .getByRole('button', { name: /12 nov.*08:00/ })
      .first()
      .waitFor();
  });

  it('finds the first free time of a length, soonest first', async () => {
    const page = await stage.visit('/find?when=first&date=2026-11-03&minutes=120&kind=room', { as: 'member' });
    const offer = results(page).getByRole('button').first();
    await offer.waitFor();
    expect(await offer.getAttribute('aria-label')).toMatch(/mar\. 3 nov\., \d\d:\d\d – \d\d:\d\d$/);
  });

  it('never ends in nothing: it says which need keeps most away, and drops it in one click', async () => {
    const page = await stage.visit('/find?q=salle&seats=3000', { as: 'member', size: phone });
    await page.getByRole('heading', { name: 'Aucun moyen ne répond à tout cela' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: /^Sans 3000 places ou plus · \d+ moyens$/ }).click();
    await results(page).getByRole('listitem').first().waitFor();
    expect(new URL(page.url()).searchParams.has('seats')).toBe(false);
  });

  it('has its needs in a sheet on a phone, with the results beneath', async () => {
    const page = await stage.visit('/find?q=salle', { as: 'member', size: phone });
    await results(page).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Critères' }).click();
    const sheet = page.getByRole('dialog', { name: 'Critères' });
    await sheet.getByLabel('Tableau blanc').check();
    expect(await barriers(page)).toEqual([]);
    await sheet.getByRole('button', { name: /^Voir \d+ résultats$/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Retirer : Tableau blanc' }).waitFor();
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
