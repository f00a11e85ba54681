import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser, type Visit } from './stage.ts';

const stage = playInBrowser();

/** Opens the page of a resource as somebody would who has looked for its name. */
async function visitResource(name: string, visit: Visit): Promise<Page> {
  const page = await stage.visit(`/find?q=${encodeURIComponent(name)}`, visit);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  return page;
}

describe('the page of a resource', () => {
  const visits: Visit[] = [{ as: 'member' }, { as: 'member', size: phone, theme: 'dark' }];
  for (const visit of visits) {
    it(`tells the terms, who decides, the parts and the place ${visit.size ? 'on a phone' : 'at a desk'}`, async () => {
      const page = await visitResource('Grande halle', visit);
      await page.getByText('120,00 € par demi-journée').waitFor();
      await page.getByText(/Sur accord de Nadir Khelloufi/).waitFor();
      await page.getByRole('link', { name: 'Grande halle, côté nord' }).waitFor();
      await page.getByText('Conditions d’utilisation').click();
      await page.getByText(/^Version \d+, en vigueur depuis/).waitFor();
      expect(await page.getByRole('link', { name: /OpenStreetMap/ }).getAttribute('href')).toContain('mlat=');
      await page
        .getByRole('button', { name: /^Réserver .* – / })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    });
  }

  it('makes a calendar address, shown once, with a code to scan and the truth about delays', async () => {
    const page = await visitResource('Grande halle', { as: 'member' });
    await page.getByRole('button', { name: 'S’abonner au calendrier' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Créer l’adresse' }).click();
    const address = await dialog.getByRole('textbox', { name: 'Adresse du calendrier' }).inputValue();
    expect((await page.request.get(address)).headers()['content-type']).toContain('text/calendar');
    const google = await dialog.getByRole('link', { name: /Google/ }).getAttribute('href');
    expect(google).toContain(encodeURIComponent(address.replace(/^http:/, 'webcal:')));
    await dialog.getByRole('img', { name: 'Code QR de l’adresse du calendrier' }).waitFor();
    await dialog.getByText(/8 à 24 heures/).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is made unavailable by who manages it, and says so to everyone', async () => {
    const owner = await visitResource('Grande halle, côté sud', { as: 'coordinator' });
    const ways = owner.getByRole('link', { name: 'Agendas extérieurs' });
    expect(await ways.getAttribute('href')).toMatch(/^\/external-calendars\?resourceId=/);
    await owner.getByRole('button', { name: 'Rendre indisponible' }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByLabel('Du', { exact: true }).fill('8/11/2026');
    await dialog.getByLabel('Au', { exact: true }).fill('8/11/2026');
    await dialog.getByLabel('Motif').fill('Parquet ciré');
    expect(await barriers(owner)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bloquer ce moment' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const member = await visitResource('Grande halle, côté sud', { as: 'member' });
    await member.getByText(/Entretien\s: Parquet ciré/).waitFor();
    expect(await member.getByRole('button', { name: 'Rendre indisponible' }).count()).toBe(0);
    expect(await member.getByRole('link', { name: 'Agendas extérieurs' }).count()).toBe(0);
  });
});
