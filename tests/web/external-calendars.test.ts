import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();
/** A story of many steps, each of which a busy machine may take seconds for. */
const patience = 180_000;

async function ownResource(page: Page): Promise<string> {
  const { items } = await (await page.request.get(`${stage.url}/api/resources?managed=true&kind=room&limit=1`)).json();
  return items[0].name;
}

async function addFromPage(page: Page, name: string, address: string) {
  const resource = await ownResource(page);
  await page.getByRole('button', { name: 'Ajouter un agenda' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Moyen' }).fill(resource);
  await page.getByRole('option', { name: resource }).first().click();
  await dialog.getByLabel('Nom', { exact: true }).fill(name);
  await dialog.getByLabel('Adresse de l’agenda').fill(address);
  await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click();
  return resource;
}

describe('outside calendars', () => {
  it(
    'say that there are none, what they are for, and what is wrong with an address',
    async () => {
      const page = await stage.visit('/external-calendars', { as: 'owner' });
      await page.getByRole('heading', { name: 'Aucun agenda extérieur' }).waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await addFromPage(page, 'Mon agenda', 'mon agenda');
      await page.getByText('Une adresse qui commence par https://').waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
    },
    patience,
  );

  it(
    'are added, shown as they are, paused, and removed',
    async () => {
      const page = await stage.visit('/external-calendars', { as: 'owner' });
      await addFromPage(page, 'Agenda du dehors', 'http://127.0.0.1:9/secret/basic.ics');
      await page.getByRole('heading', { name: 'Agenda du dehors' }).waitFor();
      await page.getByText('Cette adresse mène à une machine qui n’est pas publique').waitFor();
      await page.getByText('127.0.0.1 ….ics').waitFor();
      expect(await page.content()).not.toContain('secret/basic');
      await page.getByText('Aucune réservation ne tombe sur une heure occupée.').waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'Mettre en pause' }).click();
      await page.getByRole('button', { name: 'Reprendre' }).waitFor();
      await page.getByRole('button', { name: 'Modifier' }).click();
      await page.getByRole('dialog').getByLabel('Nom', { exact: true }).fill('Agenda de dehors');
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByRole('heading', { name: 'Agenda de dehors' }).waitFor();
      await page.getByRole('button', { name: 'Retirer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
      await page.waitForURL('**/external-calendars');
    },
    patience,
  );

  it(
    'fit on a phone, in English',
    async () => {
      const page = await stage.visit('/external-calendars', { as: 'coordinator', locale: 'en', size: phone });
      await page.getByRole('heading', { name: 'Outside calendars' }).waitFor();
      await page.getByRole('button', { name: 'Add a calendar' }).first().waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    },
    patience,
  );
});
