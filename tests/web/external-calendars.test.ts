import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../outside/server.ts';
import { barriers, phone, playInBrowser, today } from './stage.ts';

const stage = playInBrowser({ PRIVATE_CALENDAR_HOSTS: 'localhost' });
let elsewhere: TestServer;
beforeAll(async () => {
  elsewhere = await startServer();
});
afterAll(() => elsewhere.close());
/** A story of many steps, each of which a busy machine may take seconds for. */
const patience = 180_000;

async function ownResource(page: Page): Promise<string> {
  const { items } = await (await page.request.get(`${stage.url}/api/resources?managed=true&kind=room&limit=1`)).json();
  return items[0].name;
}

/** A room of the owner’s that somebody has booked, and when. */
async function bookedRoom(page: Page) {
  const { items } = await (await page.request.get(`${stage.url}/api/resources?managed=true&kind=room&limit=50`)).json();
  return stage.running.store.db
    .selectFrom('booking_line as l')
    .innerJoin('booking as b', 'b.id', 'l.booking_id')
    .innerJoin('resource as r', 'r.id', 'l.resource_id')
    .select(['b.title', 'b.starts_at as startsAt', 'b.ends_at as endsAt', 'r.name'])
    .where(
      'r.id',
      'in',
      items.map((one: { id: string }) => one.id),
    )
    .where('l.status', '=', 'confirmed')
    .where('b.starts_at', '>', today)
    .orderBy('b.starts_at')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** A calendar of one event, as another server gives it. */
function calendarOf(startsAt: Date, endsAt: Date): string {
  const time = (at: Date) => at.toISOString().replace(/[-:]|\.000/g, '');
  const event = ['UID:a', `DTSTART:${time(startsAt)}`, `DTEND:${time(endsAt)}`, 'SUMMARY:Travaux'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

async function addFromPage(page: Page, name: string, address: string, to?: string) {
  const resource = to ?? (await ownResource(page));
  await page.getByRole('button', { name: 'Ajouter un agenda' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Moyen' }).fill(resource);
  await page.getByRole('option', { name: resource }).first().click();
  await dialog.getByLabel('Nom', { exact: true }).fill(name);
  await dialog.getByLabel('Adresse de l’agenda').fill(address);
  await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click();
  return resource;
}

it(
  'an address of one’s own is made, shown once, and revoked',
  async () => {
    const page = await stage.visit('/calendars', { as: 'member' });
    expect(await page.getByRole('heading', { name: 'Dans l’autre sens' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Nouvelle adresse' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('De quoi').selectOption('Un moyen');
    await dialog.getByRole('button', { name: 'Créer l’adresse' }).click();
    await dialog.getByRole('alert').getByText('Choisissez d’abord.').waitFor();
    await dialog.getByLabel('De quoi').selectOption('Mes réservations');
    await dialog.getByLabel('Nom', { exact: true }).fill('Tout & moi');
    await dialog.getByRole('button', { name: 'Créer l’adresse' }).click();
    const address = await dialog.getByRole('textbox', { name: 'Adresse du calendrier' }).inputValue();
    const outlook = new URL(
      (await dialog.getByRole('link', { name: 'S’abonner dans Outlook' }).getAttribute('href')) ?? '',
    );
    expect([outlook.searchParams.get('url'), outlook.searchParams.get('name')]).toEqual([address, 'Tout & moi']);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Terminé' }).click();
    await page.getByRole('heading', { name: 'Tout & moi' }).waitFor();
    await page.getByRole('button', { name: 'Révoquer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
    await page.getByRole('heading', { name: 'Aucune adresse pour l’instant' }).waitFor();
    expect((await page.request.get(address)).status()).toBe(410);
  },
  patience,
);

describe('outside calendars', () => {
  it(
    'say that there are none, what they are for, and what is wrong with an address',
    async () => {
      const page = await stage.visit('/calendars', { as: 'owner' });
      await page.getByRole('link', { name: 'Importer des réservations' }).waitFor();
      await page.getByRole('link', { name: 'Agendas extérieurs' }).click();
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
    'tell which bookings they clash with, and let somebody accept that both stand',
    async () => {
      const page = await stage.visit('/external-calendars', { as: 'owner' });
      const { title, startsAt, endsAt, name } = await bookedRoom(page);
      elsewhere.answers.set('/hall.ics', (_, response) => response.end(calendarOf(startsAt, endsAt)));
      await addFromPage(page, 'Agenda du hall', `http://localhost:${elsewhere.port}/hall.ics`, name);
      await page.getByRole('heading', { name: 'Agenda du hall' }).waitFor();
      await page.getByRole('link', { name: title }).waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: `Accepter : ${title}` }).click();
      await page.getByRole('cell', { name: /^Accepté par/ }).waitFor();
      const reopen = page.getByRole('button', { name: `Ne plus accepter : ${title}` });
      await reopen.waitFor();
      await reopen.and(page.locator(':focus')).waitFor();
      expect(await barriers(page, 'main')).toEqual([]);
      await page.getByRole('link', { name: 'Tous les agendas extérieurs' }).click();
      const row = page.getByRole('row', { name: /Agenda du hall/ });
      await row.getByRole('cell', { name: '0', exact: true }).waitFor();
      await row.getByRole('link').click();
      await reopen.click();
      await page.getByRole('button', { name: `Accepter : ${title}` }).waitFor();
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
