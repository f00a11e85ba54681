import { describe, expect, it } from 'vitest';
import { careSteps } from './care-steps.ts';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();
const { ask, offer, book } = careSteps(stage);
const coordinator = () => stage.visit('/care', { as: 'coordinator' });
const hoursOf = (id: string, visit = {}) =>
  stage.visit(`/care/sites/${id}?section=hours`, { as: 'coordinator', ...visit });

describe('the care of a site', () => {
  it('shows which bookings a closure meets, and saves it on the manager’s word', async () => {
    const room = await offer(await coordinator());
    const asker = await stage.visit('/profile', { as: 'member' });
    const booking = await book(asker, room.id, 1, 'Goûter des voisins');
    const page = await hoursOf(room.site.id);
    await page.getByRole('button', { name: 'Ajouter une fermeture' }).click();
    const closure = page.getByRole('group', { name: 'Fermeture' });
    await closure.getByLabel('Du', { exact: true }).fill('3/11/2026');
    await closure.getByLabel('Du', { exact: true }).press('Tab');
    await closure.getByLabel(/motif/).fill('Inventaire');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    const dialog = page.getByRole('dialog', { name: '1 réservation tombera hors des heures d’ouverture' });
    await dialog.getByRole('rowheader', { name: 'Goûter des voisins' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await ask(page, 'GET', `/api/sites/${room.site.id}`)).site.exceptions).toEqual([]);
    await dialog.getByRole('button', { name: 'Enregistrer quand même' }).click();
    await page.getByText('Enregistré', { exact: true }).waitFor();
    const { site } = await ask(page, 'GET', `/api/sites/${room.site.id}`);
    expect(site.exceptions).toMatchObject([{ firstDay: '2026-11-03', lastDay: '2026-11-03', reason: 'Inventaire' }]);
    expect((await ask(asker, 'GET', `/api/bookings/${booking.id}`)).booking.status).toBe('confirmed');
  });

  it('lets a person decide on all that is there, or on all that an organisation owns, and ends that where it was given', async () => {
    const keeper = await coordinator();
    const { person } = await ask(keeper, 'GET', '/api/session');
    const room = await offer(keeper, { approval: 'manager' });
    const page = await stage.visit(`/care/organisations/${room.owner.id}?tab=approvers`, { as: 'coordinator' });
    const give = async () => {
      const form = page.getByRole('form', { name: 'Faire décider quelqu’un' });
      await form.getByRole('combobox', { name: 'Personne' }).fill(person.name.slice(0, 6));
      await page.getByRole('option', { name: person.name }).click();
      await form.getByRole('button', { name: 'Ajouter' }).click();
    };
    await give();
    await page.getByRole('rowheader', { name: person.name }).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.goto(`${stage.url}/care/resources/${room.id}?section=approval`);
    await page.getByRole('row', { name: new RegExp(`${person.name}.*tout ce qu’a le propriétaire`) }).waitFor();
    await page.goto(`${stage.url}/care/sites/${room.site.id}?section=approvers`);
    await page.getByText('Personne : seuls décident ceux qui sont désignés').waitFor();
    await give();
    await page.getByRole('rowheader', { name: person.name }).waitFor();
    await page.goBack();
    const row = page.getByRole('row', { name: new RegExp(`${person.name}.*tout le lieu`) });
    await row.getByRole('link', { name: 'tout le lieu' }).click();
    await page.getByRole('button', { name: `Terminer : ${person.name} ne décide plus` }).click();
    await page.getByText('Personne : seuls décident ceux qui sont désignés').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('copies the hours of a day to others, with several ranges', async () => {
    const room = await offer(await coordinator());
    const page = await hoursOf(room.site.id);
    await page.getByText('Ouvert à toute heure').waitFor();
    await page.getByRole('button', { name: 'Ajouter une plage le lundi' }).click();
    await page.getByLabel('lundi : fermeture').selectOption('12:00');
    await page.getByRole('button', { name: 'Ajouter une plage le lundi' }).click();
    await page.getByRole('button', { name: 'Copier lundi vers d’autres jours' }).click();
    await page.getByRole('menuitem', { name: 'Lundi à vendredi' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Enregistré', { exact: true }).waitFor();
    const { site } = await ask(page, 'GET', `/api/sites/${room.site.id}`);
    expect(site.openings).toHaveLength(10);
    expect(site.openings[8]).toEqual({ weekday: 5, opensMinute: 480, closesMinute: 720 });
  });

  it('shows what somebody else changed meanwhile, and keeps what was typed', async () => {
    const other = await coordinator();
    const room = await offer(other);
    const page = await stage.visit(`/care/sites/${room.site.id}`, { as: 'coordinator' });
    await page.getByLabel('Adresse').fill('2 rue du Four');
    await ask(other, 'PATCH', `/api/sites/${room.site.id}`, { accessNotes: 'Clé chez la voisine' });
    await page.getByText('Quelqu’un d’autre vient de changer ceci').waitFor();
    await page.getByText('« Clé chez la voisine »').waitFor();
    expect(await page.getByLabel('Adresse').inputValue()).toBe('2 rue du Four');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Prendre la leur' }).click();
    expect(await page.getByLabel('Accès').inputValue()).toBe('Clé chez la voisine');
  });

  it('puts no barrier in the way, on a desk or a phone', async () => {
    const desk = await stage.visit('/care/sites', { as: 'owner' });
    await desk.getByRole('table').waitFor();
    expect(await barriers(desk)).toEqual([]);
    const { items } = await ask(desk, 'GET', '/api/sites?limit=1');
    const page = await hoursOf(items[0].id, { size: phone });
    await page.getByRole('button', { name: 'Ajouter une fermeture' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
