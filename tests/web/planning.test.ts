import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bar, bookButton, drag, grid, isFocused, line, only, open, room, said, spot, take } from './planning-steps.ts';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

describe('the planning', () => {
  it('books a known resource with one drag and one click', async () => {
    const page = await open(stage, only('2026-11-09'));
    await drag(page, await spot(page, /mardi 10 novembre/, 10), await spot(page, /mardi 10 novembre/, 12));
    await page.mouse.up();
    await bookButton(page).click();
    await said(page, /est réservée.*10:00 – 12:00/);
    await bar(page, /À moi, mar. 10 nov., 10:00 – 12:00/).waitFor();
  });

  it('books by keys alone, and says where one is', async () => {
    const page = await open(stage, only('2026-11-16'));
    await grid(page).focus();
    await said(page, /Salle du Tri, lun. 16 nov., \d\d:\d\d – \d\d:\d\d, libre/);
    for (const key of ['Control+ArrowRight', 'Control+ArrowRight', 'Shift+ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    await bookButton(page).waitFor();
    await page.keyboard.press('Control+Enter');
    await said(page, /est réservée.*mer. 18 nov./);
    await expect.poll(() => isFocused(page)).toBe(true);
  });

  it('shows what is in the way before release, and why with the nearest free time after it', async () => {
    const page = await open(stage, only('2026-11-09'));
    await take(page, 'Bouquet final', '2026-11-12T10:00', '2026-11-12T12:00');
    await bar(page, /Bouquet final/).waitFor();
    await drag(page, await spot(page, /jeudi 12 novembre/, 9), await spot(page, /jeudi 12 novembre/, 11));
    await page.getByText(/Réservé de 10:00 à 12:00/).waitFor();
    await page.mouse.up();
    const why = page.getByRole('dialog', { name: 'Pourquoi ce n’est pas possible' });
    await why.getByText(/déjà réservé/).waitFor();
    await why.getByRole('button', { name: 'Prévenez-moi si la place se libère' }).click();
    await why.getByText('Vous êtes en tête de la liste d’attente.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await why.getByRole('button', { name: /jeu. 12 nov./ }).click();
    await page
      .getByRole('region', { name: 'Panier' })
      .getByText(/jeu. 12 nov./)
      .waitFor();
  });

  it('moves what is drawn elsewhere, and takes it back', async () => {
    const page = await open(stage, only('2026-11-23'));
    await take(page, 'Répétition', '2026-11-24T10:00', '2026-11-24T11:00');
    await bar(page, /Répétition.*10:00 – 11:00/).waitFor();
    await drag(page, await spot(page, /mardi 24 novembre/, 10.5), await spot(page, /mercredi 25 novembre/, 14.5));
    await page.mouse.up();
    await bar(page, /Répétition.*mer. 25 nov., 14:00 – 15:00/).waitFor();
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await bar(page, /Répétition.*mar. 24 nov., 10:00 – 11:00/).waitFor();
  });

  it('moves a booking by keys from its card', async () => {
    const page = await open(stage, only('2026-11-23'));
    await take(page, 'Lecture', '2026-11-26T10:00', '2026-11-26T11:00');
    await bar(page, /Lecture/).click();
    const card = page.getByRole('dialog', { name: 'Lecture' });
    await card.getByRole('button', { name: 'Modifier' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await card.getByRole('button', { name: 'Modifier' }).click();
    const form = page.getByRole('dialog', { name: /^Modifier «\sLecture/ });
    expect(await form.getByLabel('Début').inputValue()).toBe('10:00');
    await page.keyboard.press('Escape');
    await bar(page, /Lecture/).click();
    await card.getByRole('button', { name: 'Déplacer' }).click();
    await expect.poll(() => isFocused(page)).toBe(true);
    for (const key of ['Control+ArrowRight', '+', 'Enter']) await page.keyboard.press(key);
    await bar(page, /Lecture.*ven. 27 nov., 10:00 – 11:30/).waitFor();
  });

  it('shows what others do within seconds, and moves neither scroll nor focus', async () => {
    const page = await stage.visit('/?date=2026-11-30&q=Salle', { as: 'member', size: { width: 1440, height: 560 } });
    const other = await stage.visit('/profile', { as: 'manager' });
    await grid(page).focus();
    const before = await grid(page).evaluate(one => {
      one.scrollTop = 1e6;
      return one.scrollTop;
    });
    await bar(page, /./).first().waitFor();
    await take(other, 'Ailleurs', '2026-12-02T10:00', '2026-12-02T12:00');
    const seen = page.locator('.pl-bar[aria-label*="mer. 2 déc., 10:00 – 12:00"]');
    await seen.first().waitFor({ state: 'attached', timeout: 5_000 });
    expect(await grid(page).evaluate(one => one.scrollTop)).toBe(before);
    expect(await isFocused(page)).toBe(true);
  });

  it('draws 25 hours on the day when clocks go back, and names the reader’s zone where it differs', async () => {
    const page = await open(stage, `view=day&hours=all&${only('2026-10-25')}`, { timeZone: 'America/New_York' });
    await page.getByText('jour de 25 h').waitFor();
    expect(await page.locator('.pl-hour').count()).toBe(25);
    await page.getByText(/chez vous/).waitFor();
  });

  it('puts no barrier in the way, in a week, a month and a list', async () => {
    const page = await open(stage, 'date=2026-11-02&q=Salle+du');
    expect(await barriers(page)).toEqual([]);
    await page.getByText('Mois', { exact: true }).click();
    await page.getByRole('heading', { name: /Novembre 2026/i }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByText('Liste', { exact: true }).click();
    await page
      .getByRole('button', { name: new RegExp(`^Réserver, ${room}`) })
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('shows the first rows of a large network at once, and the others under them', async () => {
    const names = (page: Page) => grid(page).getByRole('rowheader').allTextContents();
    const tall = { as: 'member', size: { width: 1440, height: 4000 } } as const;
    const whole = await open(stage, 'date=2026-11-30&group=site', tall);
    const rest = Promise.withResolvers<void>();
    const page = await stage.visit('/sign-in', tall);
    await page.route(/planning\?.*limit=120/, route =>
      route.continue({ url: route.request().url().replace('limit=120', 'limit=4') }),
    );
    await page.route(/planning\?.*cursor=/, route => rest.promise.then(() => route.continue()));
    await page.goto(`${stage.url}/?date=2026-11-30&group=site`);
    await grid(page).getByRole('gridcell').first().waitFor();
    const first = await names(page);
    expect(await grid(page).getByRole('gridcell').count()).toBe(4);
    rest.resolve();
    await expect.poll(() => names(page)).toEqual(await names(whole));
    // A group tells how many it has: of the last one that was there, there may be more now.
    expect((await names(page)).filter(name => first.includes(name)).length).toBeGreaterThanOrEqual(first.length - 1);
  });

  it('keeps filters in the address, and offers to clear what finds nothing', async () => {
    const page = await open(stage, 'date=2026-11-02&q=Salle+du');
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByRole('heading', { name: 'Aucun moyen ne correspond' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('zzzz');
    await page.getByRole('button', { name: 'Effacer les filtres' }).click();
    await grid(page).waitFor();
  });

  it('shows one resource from its page, named on a chip that takes it back', async () => {
    const page = await open(stage, 'date=2026-11-02&q=Salle+du');
    await page.getByRole('link', { name: room, exact: true }).click();
    await page.getByRole('link', { name: 'Voir dans le planning' }).click();
    await page.getByRole('button', { name: `Retirer : ${room}` }).waitFor();
    await line(page).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: `Retirer : ${room}` }).click();
    await expect.poll(() => page.getByRole('rowheader').count()).toBeGreaterThan(2);
    expect(new URL(page.url()).search).toBe('');
  });

  it('says why nothing is free at a time, and books the nearest time at which something is', async () => {
    const night = 'from=2026-12-03T03:00&to=2026-12-03T05:00';
    const page = await stage.visit(`/?${only('2026-12-03')}&${night}`, { as: 'member' });
    await page.getByRole('heading', { name: 'Rien n’est libre à ce moment' }).waitFor();
    await page.getByText('2 fermés à ce moment').waitFor();
    expect(await barriers(page)).toEqual([]);
    const nearest = page.getByRole('region', { name: 'Les moments libres les plus proches' });
    await nearest.getByRole('button', { name: new RegExp(`^Réserver ${room}, jeu. 3 déc., `) }).click();
    await bookButton(page).waitFor();
  });

  it('keeps to one zone where only what lies overseas is free', async () => {
    const page = await stage.visit('/?kind=room&from=2026-11-28T05:00&to=2026-11-28T06:30', { as: 'member' });
    await page.getByRole('row', { name: /Varangue du Lambrequin/ }).waitFor();
    await page.getByRole('button', { name: /^Retirer\s: Libre\s: sam. 28 nov., 05:00 – 06:30/ }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(2);
  });

  it('comes back to the present hour when today is asked for', async () => {
    const page = await open(stage, `q=${encodeURIComponent(room)}`, { size: phone });
    const scrollTo = (left: number) => grid(page).evaluate((one, x) => one.scrollTo(x, 0), left);
    const scrolled = () => grid(page).evaluate(one => one.scrollLeft);
    await scrollTo(500);
    await expect.poll(scrolled).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Aujourd’hui' }).click();
    await expect.poll(scrolled).toBeLessThan(100);
  });

  it('fits a phone: a tap takes a slot, filters are a sheet', async () => {
    const page = await open(stage, only('2026-12-10'), { size: phone });
    expect(await barriers(page)).toEqual([]);
    const row = await line(page).boundingBox();
    await page.touchscreen.tap(200, (row?.y ?? 0) + 50);
    const basket = page.getByRole('region', { name: 'Panier' });
    await basket.getByText(/jeu. 10 déc./).waitFor();
    await page.getByRole('button', { name: /^Filtres/ }).click();
    await page.getByRole('dialog', { name: 'Filtres' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
