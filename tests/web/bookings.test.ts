import { describe, expect, it } from 'vitest';
import { ask, bookAny } from './asking.ts';
import { barriers, phone, playInBrowser, today } from './stage.ts';

const stage = playInBrowser();

const statusOf = async (page: Parameters<typeof ask>[1], id: string) =>
  (await ask(stage, page, 'GET', `/api/bookings/${id}`)).body.booking.status;

describe('my bookings', () => {
  it('are cancelled at once, and taken back within ten seconds', async () => {
    const page = await stage.visit('/bookings', { as: 'member' });
    const [booking] = await bookAny(stage, page, {
      title: 'Répétition de quartier',
      day: 1,
      from: '10:00',
      to: '11:00',
    });
    const row = page.getByRole('article', { name: 'Répétition de quartier' });
    await row.waitFor();
    await row.getByRole('button', { name: 'Annuler « Répétition de quartier »' }).click();
    await row.waitFor({ state: 'detached' });
    await expect.poll(() => statusOf(page, booking?.id ?? '')).toBe('cancelled');
    await page.getByRole('button', { name: 'Rétablir' }).click();
    await row.waitFor();
    await page.getByText('« Répétition de quartier » est rétablie.').waitFor();
    expect(await statusOf(page, booking?.id ?? '')).toBe('confirmed');
    expect(await barriers(page)).toEqual([]);
  });

  it('can be taken back later too, from what was called off', async () => {
    const page = await stage.visit('/bookings?view=ended', { as: 'member', size: phone, theme: 'dark' });
    const [booking] = await bookAny(stage, page, { title: 'Goûter annulé', day: 2, from: '15:00', to: '16:00' });
    await ask(stage, page, 'POST', `/api/bookings/${booking?.id}/cancellation`, { reason: 'Pluie' });
    const row = page.getByRole('article', { name: 'Goûter annulé' });
    await row.getByText('Annulée').waitFor();
    expect(await barriers(page)).toEqual([]);
    await row.getByRole('button', { name: 'Rétablir' }).click();
    await row.waitFor({ state: 'detached' });
    await expect.poll(() => statusOf(page, booking?.id ?? '')).toBe('confirmed');
  });

  it('of a series ask how far, and say how many dates that takes', async () => {
    const page = await stage.visit('/bookings', { as: 'member' });
    const dates = await bookAny(stage, page, {
      ...{ title: 'Chorale du lundi', day: 1, from: '08:30', to: '09:30' },
      more: { recurrence: { rrule: 'FREQ=DAILY;COUNT=3', timeZone: 'Europe/Paris' } },
    });
    const rows = page.getByRole('article', { name: 'Chorale du lundi' });
    await expect.poll(() => rows.count()).toBe(3);
    await rows.nth(1).getByRole('button', { name: 'Annuler « Chorale du lundi »' }).click();
    const dialog = page.getByRole('dialog', { name: 'Annuler « Chorale du lundi » ?' });
    await dialog.getByRole('radio', { name: /Celle-ci et les suivantes.*2 dates/ }).check();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Annuler 2 dates' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    const left = () => Promise.all(dates.map(one => statusOf(page, one.id)));
    await expect.poll(left).toEqual(['confirmed', 'cancelled', 'cancelled']);
  });

  it('keep the choice in the address, and say what to do where nothing is', async () => {
    const page = await stage.visit('/bookings', { as: 'member' });
    await page.getByLabel('Moyen').selectOption({ label: 'Temps de travail' });
    await page.getByText('En attente', { exact: true }).first().click();
    await page.waitForURL(/view=pending/);
    expect(new URL(page.url()).searchParams.get('kind')).toBe('staff');
    await page.getByRole('button', { name: 'Retirer les filtres' }).click();
    await page.waitForURL(url => !url.searchParams.has('kind'));
  });
});

describe('the page of a booking', () => {
  it('tells its history in sentences, in both languages', async () => {
    const page = await stage.visit('/bookings', { as: 'member' });
    const [booking] = await bookAny(stage, page, { title: 'Atelier terre', day: 3, from: '09:00', to: '11:00' });
    const change = { title: 'Atelier terre cuite', endsAt: new Date(Date.parse(booking?.endsAt ?? '') - 3_600_000) };
    const changed = await ask(stage, page, 'PATCH', `/api/bookings/${booking?.id}`, change, booking?.version);
    expect(changed.status).toBe(200);
    await page.goto(`${stage.url}/bookings/${booking?.id}`);
    await page.getByRole('heading', { name: 'Atelier terre cuite', level: 1 }).waitFor();
    await page.getByText('Titre : Atelier terre → Atelier terre cuite').waitFor();
    await page.getByText(/^Horaire\s: .*09:00 – 11:00 → .*09:00 – 10:00$/).waitFor();
    expect(await barriers(page)).toEqual([]);
    const english = await stage.visit(`/bookings/${booking?.id}`, { as: 'member', locale: 'en', size: phone });
    await english.getByText(/changed the booking\./).waitFor();
    expect(await barriers(english)).toEqual([]);
  });

  it('ends a running booking, and frees the rest of its time', async () => {
    const asking = await stage.visit('/bookings', { as: 'member' });
    const [booking] = await bookAny(stage, asking, { title: 'Tri des dons', day: 0, from: '14:00', to: '18:00' });
    stage.now = new Date(today.getTime() + 6 * 3_600_000);
    const page = await stage.visit(`/bookings/${booking?.id}`, { as: 'member' });
    await page.getByRole('button', { name: 'Terminer maintenant' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Terminer maintenant' }).click();
    await page.getByText('« Tri des dons » est terminée : le reste du temps est libre.').waitFor();
    await page.getByText(/a terminé à 15:00, avant la fin prévue à 18:00\./).waitFor();
    const { body } = await ask(stage, page, 'GET', `/api/bookings/${booking?.id}`);
    expect(body.booking).toMatchObject({ status: 'completed', endsAt: stage.now.toISOString() });
  });

  it('says so where one may not see it', async () => {
    const page = await stage.visit('/bookings/00000000-0000-4000-8000-000000000000', { as: 'member', locale: 'en' });
    await page.getByRole('heading', { name: 'You cannot see this booking' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
