import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask, bookAny } from './asking.ts';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

/** A request of the member on which the manager decides. */
async function request(member: Page, title: string, day: number, from = '10:00', to = '11:00') {
  const [booking] = await bookAny(stage, member, { title, decided: true, day, from, to });
  return booking ?? expect.fail('nothing was asked for');
}

const rowOf = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) });
const statusOf = async (page: Page, id: string) =>
  (await ask(stage, page, 'GET', `/api/bookings/${id}`)).body.booking.status;

describe('a mail to who decides', () => {
  it('leads to the decision, which one button makes; opening it decides nothing', async () => {
    const member = await stage.visit('/bookings', { as: 'member' });
    const booking = await request(member, 'Fête des voisins', 20);
    const coordinator = await stage.visit('/', { as: 'coordinator' });
    const mailed = async () => {
      const { body } = await ask(stage, coordinator, 'GET', '/api/mail?kind=requested&limit=100');
      return body.items.find(
        (mail: { bookingId: string; recipient: string }) =>
          mail.bookingId === booking.id && mail.recipient.includes('manager@'),
      );
    };
    await expect.poll(mailed, { timeout: 15_000 }).toBeTruthy();
    const { body } = await ask(stage, coordinator, 'GET', `/api/mail/${(await mailed()).id}`);
    const link = /https?:\/\/\S+?(\/bookings\/[0-9a-f-]{36})/.exec(body.mail.text)?.[1];
    expect(link).toBe(`/bookings/${booking.id}`);

    const page = await stage.visit(link ?? '', { as: 'manager', size: phone });
    await page.getByRole('heading', { name: 'Votre décision' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await statusOf(page, booking.id)).toBe('pending');
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByText('« Fête des voisins » est acceptée').waitFor();
    await page.getByText(/a accepté la demande\./).waitFor();
    expect(await statusOf(page, booking.id)).toBe('confirmed');
  });
});

describe('the inbox', () => {
  it('is worked through by keys alone, and the reason of a refusal reaches who asked', async () => {
    const member = await stage.visit('/bookings', { as: 'member' });
    const [first, second] = [await request(member, 'Veillée', 21), await request(member, 'Bal d’hiver', 22)];
    const page = await stage.visit('/requests', { as: 'manager' });
    await rowOf(page, 'Veillée').waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) Demandes/);
    expect(await barriers(page)).toEqual([]);
    const reach = async (title: string) => {
      const current = () => page.locator('button[aria-current="true"]').first().textContent();
      await expect
        .poll(async () => {
          if ((await current())?.startsWith(title)) return true;
          await page.keyboard.press('j');
          return false;
        })
        .toBe(true);
    };
    await reach('Veillée');
    await page.keyboard.press('a');
    await rowOf(page, 'Veillée').waitFor({ state: 'detached' });
    await expect.poll(() => statusOf(page, first.id)).toBe('confirmed');
    // Back to the top: which of the two comes first is for their deadlines to say.
    for (let step = await page.getByRole('checkbox').count(); step > 0; step -= 1) await page.keyboard.press('k');
    await reach('Bal d’hiver');
    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: 'Refuser « Bal d’hiver » ?' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Dites pourquoi : la personne qui demande le lira.').waitFor();
    await page.keyboard.type('Nous y sommes ce soir-là.');
    await page.keyboard.press('Control+Enter');
    await rowOf(page, 'Bal d’hiver').waitFor({ state: 'detached' });
    await expect.poll(() => statusOf(page, second.id)).toBe('declined');
    await member.goto(`${stage.url}/bookings/${second.id}`);
    await member.getByText('Nous y sommes ce soir-là.').waitFor();
  });

  it('approves what is selected, and names what lost the race', async () => {
    const member = await stage.visit('/bookings', { as: 'member' });
    const [won, lost] = [await request(member, 'Cuisine partagée', 23), await request(member, 'Tournoi', 24)];
    const page = await stage.visit('/requests', { as: 'manager', theme: 'dark' });
    await page.getByRole('checkbox', { name: 'Sélectionner « Cuisine partagée »' }).check();
    await page.getByRole('checkbox', { name: 'Sélectionner « Tournoi »' }).check();
    await page.route(`**/api/bookings/${lost.id}/decisions`, async route => {
      await ask(stage, member, 'POST', `/api/bookings/${lost.id}/cancellation`, {});
      await route.continue();
    });
    await page.getByRole('button', { name: 'Accepter les 2 demandes' }).click();
    await page.getByText('Une demande acceptée.').waitFor();
    await page.getByText(/«\sTournoi\s»\s: Cette demande n’attend plus de décision/).waitFor();
    expect([await statusOf(page, won.id), await statusOf(page, lost.id)]).toEqual(['confirmed', 'cancelled']);
    expect(await barriers(page)).toEqual([]);
  });

  it('says when the request in hand is gone, within seconds', async () => {
    const member = await stage.visit('/bookings', { as: 'member' });
    const booking = await request(member, 'Lecture au coin du feu', 25);
    const page = await stage.visit('/requests', { as: 'manager' });
    await rowOf(page, 'Lecture au coin du feu').click();
    await page.getByRole('heading', { name: 'Lecture au coin du feu' }).waitFor();
    await ask(stage, member, 'POST', `/api/bookings/${booking.id}/cancellation`, {});
    await page
      .getByText(/«\sLecture au coin du feu\s» n’attend plus de décision/)
      .first()
      .waitFor({ timeout: 5000 });
    expect(await rowOf(page, 'Lecture au coin du feu').count()).toBe(0);
  });

  it('tells who decided what, and has nothing for who decides on nothing', async () => {
    const page = await stage.visit('/requests?view=decided', { as: 'manager', locale: 'en', size: phone });
    await page
      .getByText(/^(Approved|Declined) by /)
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    const member = await stage.visit('/requests', { as: 'member' });
    await member.getByRole('heading', { name: 'Rien à décider' }).waitFor();
    expect(await barriers(member)).toEqual([]);
  });
});
