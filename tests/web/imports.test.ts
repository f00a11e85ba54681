import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();
/** A story of many steps, each of which a busy machine may take seconds for. */
const patience = 180_000;

/** A table of two rows that can be had, far enough that nothing is there, and one whose resource nobody knows. */
async function choose(page: Page, headings = 'Titre;Moyen;Date;De;À') {
  const query = 'managed=true&kind=equipment&limit=50';
  const { items } = await (await page.request.get(`${stage.url}/api/resources?${query}`)).json();
  const resource = items.find((one: { capacity: number; owner: { id: string } }) => one.capacity > 1);
  const rows = [headings, `Atelier;${resource.name};12/01/2027;10h;11h`, `Stage;${resource.name};13/01/2027;10h;11h`];
  const text = [...rows, 'Perdu;Nulle part;13/01/2027;9h;10h'].join('\r\n');
  await page
    .getByLabel('Fichier')
    .setInputFiles({ name: 'essai.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('group', { name: 'Colonnes du tableau' }).waitFor();
}

async function read(page: Page) {
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await page.getByText('3 lignes, dont 2').waitFor();
}

describe('an import', () => {
  it(
    'asks which column is what: guessed where it can be, and plain about what is missing',
    async () => {
      const page = await stage.visit('/imports', { as: 'owner' });
      await choose(page, 'Quoi;Moyen;Quand;De;À');
      const column = (name: string) => page.getByLabel(name, { exact: true });
      await page.getByText('Par exemple : 10h').waitFor();
      expect(await column('Heure de début').inputValue()).toBe('De');
      expect(await column('Date de début').inputValue()).toBe('');
      await page.getByRole('button', { name: 'Lire le fichier' }).click();
      await page.getByText('Choisissez la colonne qui dit la date.').waitFor();
      await column('Date de début').selectOption('Quand');
      await column('Titre').selectOption('Quand');
      await page.getByText('Cette colonne est déjà choisie pour « Titre ».').waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await column('Titre').selectOption('Quoi');
      await column('Date de début').selectOption('À');
      await column('Heure de fin').selectOption('Aucune');
      await page.getByRole('button', { name: 'Lire le fichier' }).click();
      await page.getByText('Aucune date n’est lisible dans la colonne « À »').waitFor();
      await column('Date de début').selectOption('Quand');
      await column('Heure de fin').selectOption('À');
      await read(page);
      await page.getByRole('rowheader', { name: 'Stage' }).waitFor();
    },
    patience,
  );

  it(
    'shows what stands against each row, and books nothing unless all can be had',
    async () => {
      const page = await stage.visit('/imports', { as: 'owner' });
      expect(await barriers(page, 'main')).toEqual([]);
      await choose(page);
      await read(page);
      await page.getByRole('cell', { name: 'Aucun moyen ne porte ce nom.' }).waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'Tout réserver, ou rien' }).click();
      await page.getByRole('alert').getByText('lignes ne peuvent pas être réservées').waitFor();
      await page.getByRole('button', { name: 'Changer…' }).nth(2).click();
      await page.getByRole('dialog').getByLabel('Début').waitFor();
      expect(await page.getByRole('dialog').getByLabel('Début').inputValue()).toBe('2027-01-13T09:00');
      await page.goto(`${stage.url}/imports`);
      await page.getByRole('link', { name: 'essai.csv' }).first().waitFor();
    },
    patience,
  );

  it(
    'fits on a phone, and is not for a member',
    async () => {
      const page = await stage.visit('/imports', { as: 'owner', size: phone });
      await choose(page);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
      await read(page);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
      expect(await barriers(page, 'main')).toEqual([]);
      const other = await stage.visit('/imports', { as: 'member' });
      await other.getByRole('heading').first().waitFor();
      expect(await other.getByLabel('Fichier').count()).toBe(0);
    },
    patience,
  );
});
