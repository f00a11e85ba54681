import { describe, expect, it } from 'vitest';
import { careSteps } from './care-steps.ts';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();
const { ask, offer, book } = careSteps(stage);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const coordinator = () => stage.visit('/care', { as: 'coordinator' });
const member = () => stage.visit('/profile', { as: 'member' });
const open = (path: string, visit = {}) => stage.visit(path, { as: 'coordinator', ...visit });

describe('the care of a resource', () => {
  it('refuses a quantity below what is promised, with the bookings, and keeps what was typed', async () => {
    const chairs = await offer(await coordinator(), { kind: 'equipment', capacity: 10 });
    await book(await member(), chairs.id, 6, 'Fête de quartier');
    const page = await open(`/care/resources/${chairs.id}`);
    const capacity = page.getByRole('spinbutton', { name: 'Quantité' });
    await capacity.fill('4');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    const dialog = page.getByRole('dialog', { name: '1 réservation a besoin de cette place' });
    await dialog.getByRole('link', { name: 'Fête de quartier' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revenir à la saisie' }).click();
    expect(await capacity.inputValue()).toBe('4');

    await page.getByRole('button', { name: /^Compte de/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    const quantity = page.getByRole('spinbutton', { name: 'Quantity' });
    expect(await quantity.inputValue()).toBe('4');
    await page.getByRole('link', { name: 'Sites', exact: true }).click();
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Stay here' })
      .click();
    expect(await quantity.inputValue()).toBe('4');
    await quantity.fill('6');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { resource } = await ask(page, 'GET', `/api/resources/${chairs.id}`);
    expect(resource.capacity).toBe(6);
  });

  it('says the criteria in words while their numbers are written, and who no longer meets them before it publishes', async () => {
    const room = await offer(await coordinator());
    await book(await member(), room.id, 1, 'Cercle de lecture');
    const page = await open(`/care/resources/${room.id}?section=criteria`);
    const shortest = page.getByRole('spinbutton', { name: /Durée minimale/ });
    await shortest.fill('90');
    await shortest.press('Tab');
    await page.getByText('Durée : 1 h 30 min au moins.').waitFor();
    await page.getByRole('button', { name: 'Publier ces critères' }).click();
    const dialog = page.getByRole('dialog', { name: '1 réservation à venir ne répond pas à ces critères' });
    await dialog.getByRole('row', { name: /Cercle de lecture.*1 h 30/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Publier quand même' }).click();
    await page.getByText('Critères publiés').waitFor();
    const { resource } = await ask(page, 'GET', `/api/resources/${room.id}`);
    expect(resource.criteria.minMinutes).toBe(90);
  });

  it('lets a person decide, and says for whom they would', async () => {
    const manager = await stage.visit('/profile', { as: 'manager' });
    const { person } = await ask(manager, 'GET', '/api/session');
    const room = await offer(await coordinator(), { approval: 'manager' });
    const page = await open(`/care/resources/${room.id}?section=approval`);
    const form = page.getByRole('form', { name: 'Faire décider quelqu’un' });
    await form.getByRole('combobox', { name: 'Personne' }).fill(person.name.slice(0, 6));
    await page.getByRole('option', { name: person.name }).click();
    await form.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('row', { name: new RegExp(`${person.name}.*ce moyen`) }).waitFor();

    const asker = await member();
    await book(asker, room.id, 1, 'Atelier lecture');
    const { affiliations } = await ask(asker, 'GET', '/api/session');
    const { name } = await ask(asker, 'GET', `/api/organisations/${affiliations[0].organisationId}`);
    await page.getByRole('combobox', { name: 'Organisation' }).fill(name);
    await page.getByRole('option', { name }).click();
    await page.getByRole('listitem').filter({ hasText: person.name }).filter({ hasText: 'décide' }).waitFor();
    const { items } = await ask(manager, 'GET', '/api/approvals?limit=100');
    expect(JSON.stringify(items)).toContain('Atelier lecture');
    expect(await barriers(page)).toEqual([]);
  });

  it('shows the bookings in the way of a block before it cancels them, with a reason', async () => {
    const room = await offer(await coordinator());
    const asker = await member();
    const booking = await book(asker, room.id);
    const page = await open(`/care/resources/${room.id}?section=blocks`);
    await page.getByRole('button', { name: 'Ajouter une indisponibilité' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ajouter une indisponibilité' });
    await dialog.getByText('1 réservation est dans le chemin.').waitFor();
    await dialog.getByRole('rowheader', { name: 'Répétition' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const save = dialog.getByRole('button', { name: 'Bloquer et annuler 1 réservation' });
    await save.click();
    await dialog.getByText('Dites pourquoi').waitFor();
    await dialog.getByLabel('Motif').fill('Fuite d’eau');
    await save.click();
    await page.getByRole('row', { name: /Entretien.*Fuite d’eau/ }).waitFor();
    const { booking: after } = await ask(asker, 'GET', `/api/bookings/${booking.id}`);
    expect(after.status).toBe('cancelled');

    await book(asker, room.id, 1, 'Veillée', ['19:00', '20:00']);
    await page.getByRole('button', { name: /^Changer l’indisponibilité/ }).click();
    const change = page.getByRole('dialog', { name: 'Changer l’indisponibilité' });
    await change.getByText('Aucune réservation n’est touchée.').waitFor();
    await change.getByLabel('à', { exact: true }).last().selectOption('19:30');
    await change.getByRole('rowheader', { name: 'Veillée' }).waitFor();
    await change.getByRole('button', { name: 'Enregistrer et annuler 1 réservation' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('takes a picture, and shows it to members', async () => {
    const room = await offer(await coordinator());
    const page = await open(`/care/resources/${room.id}`);
    await page.getByLabel('Choisir une photo').setInputFiles({ name: 'salle.png', mimeType: 'image/png', buffer: png });
    const picture = page.getByRole('img', { name: room.name });
    await expect.poll(() => picture.evaluate(one => Reflect.get(one, 'naturalWidth'))).toBe(1);
    const asker = await member();
    const { resource } = await ask(asker, 'GET', `/api/resources/${room.id}`);
    const served = await asker.request.get(`${stage.url}${resource.photo}`);
    expect([served.status(), served.headers()['content-type']]).toEqual([200, 'image/jpeg']);
  });

  it('says what is promised before a resource is withdrawn, and what needs care afterwards', async () => {
    const room = await offer(await coordinator());
    await book(await member(), room.id);
    const page = await open(`/care/resources/${room.id}`);
    await page.getByRole('button', { name: 'Retirer du catalogue' }).click();
    const dialog = page.getByRole('dialog', { name: /Retirer «\s.*\s» du catalogue/ });
    await dialog.getByRole('rowheader', { name: 'Répétition' }).waitFor();
    await dialog.getByRole('button', { name: 'Retirer du catalogue' }).click();
    await page.getByRole('button', { name: 'Proposer à nouveau' }).waitFor();
    await page.getByRole('link', { name: 'Gérer' }).first().click();
    const row = page.getByRole('listitem').filter({ hasText: room.name });
    await row.getByText('Retiré, avec des réservations promises').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('offers a new one only with all that members must know', async () => {
    const page = await stage.visit('/care/resources/new', { as: 'owner' });
    await page.getByLabel('Nom').fill('Salle du fond');
    await page.getByRole('button', { name: 'Proposer au réseau' }).click();
    await page.getByText('Vérifiez les champs signalés.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Lieu' }).fill('moulin');
    await page
      .getByRole('option', { name: /Moulin/ })
      .first()
      .click();
    await page.getByLabel('Texte des conditions').fill('Rendre la salle propre.');
    await page.getByRole('button', { name: 'Proposer au réseau' }).click();
    await page.getByRole('heading', { name: 'Salle du fond' }).waitFor();
  });

  it('keeps the common vocabulary: renames a feature, and removes what no resource has', async () => {
    const page = await open('/care/features');
    await page.getByRole('button', { name: 'Modifier « Vidéoprojecteur »' }).click();
    const change = page.getByRole('dialog', { name: 'Modifier « Vidéoprojecteur »' });
    await change.getByLabel('Nom en français').fill('Projecteur');
    expect(await barriers(page)).toEqual([]);
    await change.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('button', { name: 'Supprimer « Projecteur »' }).click();
    const remove = page.getByRole('dialog', { name: 'Supprimer « Projecteur » ?' });
    await remove.getByRole('button', { name: 'Supprimer' }).click();
    await remove.getByRole('alert').filter({ hasText: 'Des moyens l’ont encore' }).waitFor();
    await remove.getByRole('link', { name: 'Voir les moyens qui l’ont' }).click();
    await page.getByText('Projecteur', { exact: true }).first().waitFor();
  });

  it('puts no barrier in the way of lists, on a desk or a phone', async () => {
    const desk = await open('/care/resources');
    await desk.getByRole('table').waitFor();
    expect(await barriers(desk)).toEqual([]);
    const features = await open('/care/features', { size: phone });
    await features.getByRole('table').waitFor();
    expect(await barriers(features)).toEqual([]);
  });

  it('puts no barrier in the way of its sections, on a phone', async () => {
    const room = await offer(await coordinator());
    const page = await open(`/care/resources/${room.id}`, { size: phone });
    for (const tab of [
      'Description',
      'Caractéristiques',
      'Critères',
      'Conditions et tarif',
      'Partage',
      'Composition',
    ]) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).getByRole('button').first().waitFor();
      expect(await barriers(page), tab).toEqual([]);
    }
  });
});
