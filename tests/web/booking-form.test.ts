import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser, type Visit } from './stage.ts';

const stage = playInBrowser();

/** Opens the form from the planning, with a resource and a day on it. */
async function open(resource: string, day: string, visit: Visit = {}): Promise<Page> {
  const page = await stage.visit('/', { as: 'member', ...visit });
  page.setDefaultTimeout(30_000);
  await page.getByRole('button', { name: /^Compte de/ }).waitFor();
  await page.keyboard.press('c');
  const form = page.getByRole('dialog');
  await form.getByLabel('Jour', { exact: true }).fill(day);
  await page.keyboard.press('Tab');
  await form.getByLabel('Début').selectOption('14:00');
  await form.getByLabel('Chercher un moyen').fill(resource);
  // What follows the name is how many are free, and that somebody decides.
  await form.getByRole('button', { name: new RegExp(`^Ajouter ${resource}(?:$|\\s)`) }).click();
  await page.getByRole('heading', { name: `Réserver : ${resource}` }).waitFor();
  return page;
}

async function ask(page: Page, method: 'get' | 'post', path: string, data?: object) {
  const headers = { Origin: stage.url };
  const answer = await page.request[method](`${stage.url}/api${path}`, { headers, ...(data ? { data } : {}) });
  return answer.json();
}

/** Somebody of the same house is quicker: no waiting for another person's sign-in. */
async function take(page: Page, resource: string, local: [string, string], title = 'Bouquet final') {
  const { affiliations } = await ask(page, 'get', '/session');
  const { items } = await ask(page, 'get', `/resources?q=${encodeURIComponent(resource)}`);
  const body = {
    organisationId: affiliations[0].organisationId,
    title,
    startsAt: local[0],
    endsAt: local[1],
    lines: [{ resourceId: items[0].id }],
  };
  expect(await ask(page, 'post', '/bookings', body)).toHaveProperty('booking');
}

/** Keeps a request on its way. @returns how to let it arrive */
async function holdBack(page: Page, method: string, path: string): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  await page.route(path, async route => {
    if (route.request().method() === method) await gate.promise;
    await route.continue();
  });
  return async () => gate.resolve();
}

const said = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor();
const book = (page: Page) => page.getByRole('button', { name: 'Réserver', exact: true });

describe('the booking form', () => {
  it('books with one press once the resource and the time are there, and takes it back', async () => {
    const page = await open('Salle du Tri', '10/3/2027');
    await page
      .getByText(/il reste [\d,]+.h sur 240 \(30 jours glissants\).; [\d,]+.h après cette réservation/)
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await said(page, /Théâtre de la Lisière.*est réservée.*14:00 – 15:00/);
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await said(page, /est annulée/);
  });

  it('says who decides and how long that takes, and asks them', async () => {
    const page = await open('Camion-benne de la Régie', '10/3/2027');
    const button = page.getByRole('button', { name: /^Demander l’accord de .+ réponse (sous|en général en)/ });
    await page.getByLabel('Usage prévu').fill('Formation des bénévoles');
    expect(await barriers(page)).toEqual([]);
    await button.click();
    await said(page, /est demandée/);
  });

  it('shows what is in the way, and books another time in one click', async () => {
    const page = await open('Salle du Tri', '11/3/2027');
    await take(page, 'Salle du Tri', ['2027-03-11T13:30', '2027-03-11T14:30']);
    await page.getByText(/déjà réservé du jeu. 11 mars, 13:30 à 14:30.*Bouquet final/).waitFor();
    await page.getByRole('heading', { name: 'Au même moment, un autre moyen' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Réserver jeu. 11 mars/ })
      .first()
      .click();
    await said(page, /est réservée.*jeu. 11 mars/);
  });

  it('puts who finds it full on the waiting list, and holds the place for them when it comes free', async () => {
    const page = await open('Salle du Tri', '24/3/2027');
    await page.getByLabel('Titre').fill('Atelier d’écriture');
    await take(page, 'Salle du Tri', ['2027-03-24T13:30', '2027-03-24T14:30'], 'Filage');
    await page.getByRole('button', { name: 'Prévenez-moi si la place se libère' }).click();
    await page.getByText('Vous êtes en tête de la liste d’attente.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Mes réservations' }).last().click();
    const place = page.getByRole('article', { name: 'Atelier d’écriture' });
    await place.getByText('En tête de la liste d’attente').waitFor();

    const { items } = await ask(page, 'get', '/bookings?mine=true&from=2027-03-24T00:00:00Z&to=2027-03-25T00:00:00Z');
    await ask(page, 'post', `/bookings/${items[0].id}/cancellation`, {});
    await place.getByText(/^La place s’est libérée. Elle vous est gardée jusqu’au mar. 3 nov., 09:00/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    expect(await barriers(page)).toEqual([]);
    await place.getByRole('button', { name: 'Prendre la place pour « Atelier d’écriture »' }).click();
    await said(page, /Atelier d’écriture.*est réservée/);
    await page.getByRole('button', { name: /^Prendre la place/ }).waitFor({ state: 'detached' });
  });

  it('closes at once, and comes back with all that was typed, why, and ways out, when somebody was quicker', async () => {
    const page = await open('Salle du Tri', '12/3/2027');
    await page.getByLabel('Titre').fill('Lecture à voix haute');
    await page.getByLabel('Fin').selectOption({ index: 7 });
    const end = await page.getByLabel('Fin').inputValue();
    await page.getByText('Libre à ce moment.').waitFor();
    const release = await holdBack(page, 'POST', '**/api/bookings');
    await page.keyboard.press('Control+Enter');
    await said(page, /Lecture à voix haute.*réserv/);
    expect(await page.getByRole('dialog').count()).toBe(0);

    await take(page, 'Salle du Tri', ['2027-03-12T14:00', '2027-03-12T15:00']);
    await release();
    const form = page.getByRole('dialog', { name: 'Réserver : Salle du Tri' });
    const why = form.getByRole('alert').filter({ hasText: /déjà réservé/ });
    await why.waitFor();
    expect(await form.getByLabel('Titre').inputValue()).toBe('Lecture à voix haute');
    expect(await form.getByLabel('Début').inputValue()).toBe('14:00');
    expect(await form.getByLabel('Fin').inputValue()).toBe(end);
    await form.getByText(/Bouquet final/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await form
      .getByRole('button', { name: /^Choisir ven. 12 mars/ })
      .first()
      .click();
    await why.waitFor({ state: 'detached' });
    await book(page).click();
    await said(page, /Lecture à voix haute.*est réservée/);
  });

  it('comes back when no answer came, and then books only once', async () => {
    const page = await open('Salle du Tri', '13/4/2027');
    await page.getByLabel('Titre').fill('Répétition générale');
    // The server has booked it; its answer is what gets lost. It may close an idle connection just then: asked again.
    await page.route(
      '**/api/bookings',
      route => route.fetch({ maxRetries: 3 }).then(() => route.abort('internetdisconnected')),
      {
        times: 1,
      },
    );
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'injoignable' }).waitFor();
    await page
      .getByText(/Répétition générale/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await said(page, /Répétition générale.*est réservée/);
  });

  it('books on behalf of the organisation that is chosen, and remembers it', async () => {
    const page = await open('Salle du Tri', '15/3/2027');
    await page.getByLabel('Pour le compte de').selectOption({ label: 'Épicerie La Musette' });
    await book(page).click();
    await said(page, /Épicerie La Musette.*est réservée/);
    await page.keyboard.press('c');
    await page.locator('select option:checked', { hasText: 'Épicerie La Musette' }).waitFor({ state: 'attached' });
  });

  it('keeps what was typed when it is closed, and says it in the other language', async () => {
    const page = await open('Salle du Tri', '16/3/2027');
    await page.getByLabel('Titre').fill('Cercle de lecture');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Compte de/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('heading', { name: 'Book: Salle du Tri' }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Cercle de lecture');
  });

  it('fits a phone: a sheet, and fields that it need not enlarge', async () => {
    const page = await open('Salle du Tri', '17/3/2027', { size: phone });
    const small = await page
      .getByRole('dialog')
      .locator('input:visible, select:visible, textarea:visible')
      .evaluateAll(all => {
        const { getComputedStyle: styleOf } = globalThis as unknown as {
          getComputedStyle: (element: unknown) => { fontSize: string };
        };
        return all.filter(one => Number.parseFloat(styleOf(one).fontSize) < 16).length;
      });
    const { y = 0, height = 0 } = (await page.getByRole('dialog').boundingBox()) ?? {};
    expect([small, Math.round(y + height)]).toEqual([0, phone.height]);
    expect(await barriers(page)).toEqual([]);
  });
});

describe('one sentence', () => {
  it('is shown as it is understood, and books what is free then', async () => {
    const page = await stage.visit('/', { as: 'member' });
    page.setDefaultTimeout(30_000);
    await page.getByRole('button', { name: /^Compte de/ }).waitFor();
    // On a slow network the menu is still on its way when the first words are typed.
    const menu = Promise.withResolvers<void>();
    await page.route(/CommandMenu/, route => menu.promise.then(() => route.continue()));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('salle 8 perz');
    await page.keyboard.press('Backspace');
    menu.resolve();
    await page.keyboard.type('sonnes 18 mars 2027 14-16 projecteur');
    const understood = page.getByRole('region', { name: 'Compris ainsi' });
    await expect.poll(() => understood.getByLabel('Places').inputValue()).toBe('8');
    await expect.poll(() => understood.getByLabel('Jour').inputValue()).toBe('jeu. 18 mars 2027');
    await page.getByRole('button', { name: 'Sans Vidéoprojecteur' }).waitFor();
    await page
      .getByRole('button', { name: /^Réserver Salle/ })
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Réserver Salle/ })
      .first()
      .click();
    await said(page, /est réservée.*14:00 – 16:00/);
  });
});

describe('a series', () => {
  it('is booked with a choice for each date that is taken, and changed from one date on', async () => {
    const page = await open('Salle du Tri', '5/4/2027');
    await take(page, 'Salle du Tri', ['2027-04-12T14:00', '2027-04-12T16:00']);
    await take(page, 'Salle du Tri', ['2027-04-19T13:00', '2027-04-19T15:00']);
    await page.getByLabel('Titre').fill('Chorale');
    await page.getByRole('dialog').getByLabel('Répétition', { exact: true }).selectOption('weekly');
    await page.getByLabel('Sauter les jours fériés').uncheck();
    await page.getByLabel('Nombre de fois').fill('4');
    await page.getByText('Chaque semaine, le lundi, 4 fois.').waitFor();
    await page.getByText('2 à régler').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Réserver/ })
      .last()
      .click();
    await page.getByText('2 dates ne peuvent pas être réservées ainsi').waitFor();
    await page.getByRole('button', { name: 'Laisser le lun. 12 avr.' }).click();
    await page.getByRole('button', { name: 'Autres possibilités pour le lun. 19 avr.' }).click();
    await page
      .getByRole('button', { name: /^Choisir lun. 19 avr/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Réserver 3 dates' }).click();
    await said(page, /Chorale.*3 dates réservées, 1 laissée/);

    await page.getByRole('link', { name: 'Ouvrir' }).click();
    await page.getByRole('button', { name: 'Modifier', exact: true }).first().click();
    await page.getByLabel('Titre').fill('Chorale des aînés');
    await page.getByRole('radio', { name: 'Toutes celles à venir · 2 dates' }).check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, /les dates choisies sont modifiées/);
  });
});
