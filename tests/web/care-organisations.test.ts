import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser, type Visit } from './stage.ts';

const stage = playInBrowser();

/** The record of an organisation of the demonstration, opened from the list. */
async function visitOrganisation(name: string, tab: string, visit: Visit): Promise<Page> {
  const page = await stage.visit(`/care/organisations?q=${encodeURIComponent(name)}`, visit);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('tab', { name: tab }).click();
  return page;
}

describe('care of organisations', () => {
  it('invites somebody, and the mail is in the outbox with its link', async () => {
    const page = await visitOrganisation('Théâtre de la Lisière', 'Invitations', { as: 'coordinator' });
    await page.getByLabel('Son adresse électronique').fill('pas une adresse');
    await page.getByRole('button', { name: 'Inviter' }).click();
    await page.getByText('Une adresse électronique, comme').waitFor();
    await page.getByLabel('Son adresse électronique').fill('nouvelle@example.test');
    await page.getByRole('button', { name: 'Inviter' }).click();
    const link = await page.getByLabel('Lien d’invitation de nouvelle@example.test').inputValue();
    expect(link).toContain('/invitation');
    await page.getByRole('button', { name: 'Retirer l’invitation de nouvelle@example.test' }).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page
      .getByRole('navigation', { name: 'Rubriques de gestion' })
      .getByRole('link', { name: 'Messages' })
      .click();
    await page
      .getByRole('row', { name: /nouvelle@example\.test/ })
      .getByRole('button', { name: /^Lire/ })
      .click();
    await page.getByRole('dialog').getByText(link).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('ends a role after asking, and tells the history', async () => {
    const page = await visitOrganisation('Théâtre de la Lisière', 'Personnes', { as: 'coordinator', size: phone });
    await page.getByRole('button', { name: 'Que faire pour Amandine Kouassi' }).click();
    await page.getByRole('menuitem', { name: 'Mettre fin au rattachement' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/n’agit plus pour Théâtre de la Lisière/).waitFor();
    await dialog.getByRole('button', { name: 'Mettre fin au rattachement' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Que faire pour Amandine Kouassi' }).waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);

    const history = await stage.visit('/care/history?about=person', { as: 'coordinator' });
    await history.getByText(/a mis fin au rattachement de «\sAmandine Kouassi\s»/).waitFor();
    expect(await barriers(history)).toEqual([]);
  });

  it('keeps what was typed when somebody else was faster, and shows theirs', async () => {
    const page = await visitOrganisation('Épicerie La Musette', 'Fiche', { as: 'coordinator' });
    await page.getByLabel('Téléphone').fill('01 02 03 04 05');
    const other = await stage.visit('/care/organisations?q=musette', { as: 'coordinator' });
    await other.getByRole('link', { name: 'Épicerie La Musette' }).click();
    await other.getByLabel('Téléphone').fill('09 09 09 09 09');
    await other.getByRole('button', { name: 'Enregistrer' }).click();
    await other.getByText('Enregistré.').waitFor();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('« 09 09 09 09 09 »').waitFor();
    expect(await page.getByLabel('Téléphone').inputValue()).toBe('01 02 03 04 05');
    await page.getByRole('button', { name: 'Garder ma saisie' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Enregistré.').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('publishes a quota, grants a derogation and ends it, with who decided and why', async () => {
    const page = await stage.visit('/care/quotas', { as: 'coordinator', size: phone });
    await page.getByRole('heading', { name: '240 h de salle par organisation sur 30 jours glissants' }).waitFor();
    await page.getByRole('button', { name: 'Ajouter un quota' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Moyens').selectOption('Matériel');
    await dialog.getByLabel('Au plus').fill('12');
    await dialog.getByRole('button', { name: 'Publier' }).click();
    await dialog.getByText('Ce champ est nécessaire.').first().waitFor();
    await dialog.getByLabel('Instance qui a décidé').fill('Conseil d’administration');
    await dialog.getByLabel('Motif').fill('Trop peu de projecteurs');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Publier' }).click();
    const rule = '12 h de matériel par organisation sur 30 jours glissants';
    await page.getByRole('heading', { name: rule }).waitFor();

    await page.getByRole('button', { name: `Accorder une dérogation : ${rule}` }).click();
    await dialog.getByRole('combobox', { name: 'Organisation' }).fill('Lisière');
    await dialog.getByRole('option', { name: /Théâtre de la Lisière/ }).click();
    await dialog.getByLabel('Au plus').fill('30');
    await dialog.getByLabel('Dernier jour').fill('30/11/2026');
    await dialog.getByLabel('Instance qui a décidé').fill('Bureau');
    await dialog.getByLabel('Motif').fill('Festival');
    await dialog.getByRole('button', { name: 'Accorder' }).click();
    await page.getByRole('button', { name: 'Mettre fin : Théâtre de la Lisière' }).click();
    await dialog.getByLabel('Motif').fill('Festival annulé');
    await dialog.getByRole('button', { name: 'Mettre fin' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('du lun. 2 nov. au lun. 2 nov.').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  for (const path of ['/care/organisations', '/care/people', '/care/offices', '/care/quotas', '/care/network']) {
    it(`puts no barrier in the way at ${path}`, async () => {
      const page = await stage.visit(path, { as: 'coordinator' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Chargement…').waitFor({ state: 'detached' });
      expect(await barriers(page)).toEqual([]);
    });
  }
});
