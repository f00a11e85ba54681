import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();
const zoe = { name: 'Zoé Martin', email: 'zoe@ailleurs.test' };

/** Books a room of its own as the member, through the API, from a page that is signed in. */
async function book(page: Page, more: object = {}): Promise<string> {
  const headers = { Origin: stage.url };
  const { affiliations } = await (await page.request.get(`${stage.url}/api/session`)).json();
  const data = {
    organisationId: affiliations[0].organisationId,
    title: 'Assemblée générale',
    startsAt: '2026-11-19T09:00:00Z',
    endsAt: '2026-11-19T10:00:00Z',
    lines: [{ resourceId: await room() }],
    ...more,
  };
  const reply = await page.request.post(`${stage.url}/api/bookings`, { data, headers });
  expect(reply.status(), await reply.text()).toBe(201);
  const booked = await reply.json();
  return booked.booking?.id ?? booked.bookings[0].id;
}

async function room(): Promise<string> {
  const { db } = stage.running.store;
  const site = await db.selectFrom('site').select('id').executeTakeFirstOrThrow();
  const owner = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
  const row = { kind: 'room', name: 'Salle des fêtes', owner_id: owner.id, site_id: site.id } as const;
  const { id } = await db
    .insertInto('resource')
    .values({ ...row, approval: 'automatic' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('criteria').values({ resource_id: id, version: 1, within_opening_hours: false }).execute();
  return id;
}

/** The link in the invitation to a booking, once the queue has written it. */
async function linkFor(bookingId: string): Promise<string> {
  const mail = () =>
    stage.running.store.db
      .selectFrom('mail')
      .select('text_body')
      .where('booking_id', '=', bookingId)
      .where('kind', '=', 'calendar_request')
      .executeTakeFirst();
  await expect.poll(mail, { timeout: 20_000 }).toBeDefined();
  return /\/invitations\/reply#\S+/.exec((await mail())?.text_body ?? '')?.[0] ?? '';
}

describe('whoever is invited', () => {
  it('answers by one of three buttons, without an account, and sees that it is noted', async () => {
    const id = await book(await stage.visit('/bookings', { as: 'member' }), { attendees: [zoe] });
    const page = await stage.visit(await linkFor(id), { size: phone });
    await page.getByRole('heading', { name: 'Assemblée générale' }).waitFor();
    await page.getByText('Vous n’avez pas encore répondu.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Je viens', exact: true }).click();
    await page.getByText('Votre réponse est notée : vous venez.').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Je viens', exact: true, pressed: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('answers for one date of a series', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=2', timeZone: 'Europe/Paris' };
    const id = await book(await stage.visit('/bookings', { as: 'member' }), { attendees: [zoe], recurrence });
    const page = await stage.visit(await linkFor(id));
    await page.getByRole('heading', { name: 'Viendrez-vous à ces 2 dates ?' }).waitFor();
    await page.getByRole('combobox').nth(1).selectOption('declined');
    await page.getByText('Vos réponses sont notées.').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is told so when the link leads nowhere any more', async () => {
    const page = await stage.visit('/invitations/reply#a-token-that-nobody-was-given');
    await page.getByRole('heading', { name: 'Cette invitation n’est plus ouverte' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});

describe('whoever booked', () => {
  it('invites somebody from outside, sees the answer, and takes the invitation back', async () => {
    const page = await stage.visit('/bookings', { as: 'member' });
    const id = await book(page);
    await page.goto(`${stage.url}/bookings/${id}`);
    await page.getByText('Personne n’est encore invité.').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le fichier .ics' }).click();
    expect((await download).suggestedFilename()).toBe('2026-11-19-assemblee-generale.ics');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page.getByText('De l’extérieur').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Inviter' }).click();
    await page.getByText('Indiquez le nom.').waitFor();
    await page.getByLabel('Nom', { exact: true }).fill(zoe.name);
    await page.getByLabel('Adresse électronique').fill(zoe.email);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Sans réponse').waitFor();
    await page.getByText(zoe.email).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retirer Zoé Martin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer Zoé Martin' }).click();
    await page.getByText('Personne n’est encore invité.').waitFor();
  });
});
