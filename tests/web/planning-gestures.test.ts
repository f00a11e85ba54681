import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bar, bookButton, drag, grid, line, only, open, said, spot, take } from './planning-steps.ts';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

/** A finger: playwright has only its tap. */
async function finger(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  return {
    down: (x: number, y: number) => send('touchStart', [[x, y]]),
    async move([x, y]: [number, number], [toX, toY]: [number, number]) {
      for (const part of [0.25, 0.5, 0.75, 1]) await send('touchMove', [[x + (toX - x) * part, y + (toY - y) * part]]);
    },
    /** Pressed and moved at once: on a busy machine a finger whose next place is waited for would seem to be held. */
    async sweep([x, y]: [number, number], toX: number) {
      const down = send('touchStart', [[x, y]]);
      const places = [0.25, 0.5, 0.75, 1].map(part => send('touchMove', [[x + (toX - x) * part, y]]));
      await Promise.all([down, ...places]);
    },
    up: () => send('touchEnd', []),
  };
}

const scrolled = (page: Page) => grid(page).evaluate(one => one.scrollLeft);
/** What was thrown goes on by itself for a while. */
async function atRest(page: Page): Promise<void> {
  const seen = [-1];
  const isSameAsBefore = async () => {
    seen.push(await scrolled(page));
    return seen.at(-1) === seen.at(-2);
  };
  await expect.poll(isSameAsBefore, { interval: 250 }).toBe(true);
}

const drawn = (page: Page) => page.locator('.pl-ghost-label');

describe('the planning under hands', () => {
  it('is drawn on by a finger that holds first, and scrolled by one that does not', async () => {
    const page = await open(stage, only('2026-11-10'), { size: phone });
    const row = await line(page).boundingBox();
    const y = (row?.y ?? 0) + 50;
    const hand = await finger(page);
    await hand.sweep([300, y], 120);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(60);
    await hand.up();
    expect(await drawn(page).count()).toBe(0);
    await atRest(page);
    await grid(page).evaluate(one => {
      one.scrollLeft = 0;
    });
    // An hour is 44 pixels wide, and the day is drawn from 7.
    await hand.down(136, y);
    await drawn(page).getByText('10:00 – 11:00').waitFor();
    await hand.move([136, y], [222, y]);
    await drawn(page).getByText('10:00 – 12:00').waitFor();
    expect(await scrolled(page)).toBe(0);
    await hand.up();
    await bookButton(page).click();
    await said(page, /est réservée.*10:00 – 12:00/);
  });

  it('scrolls by itself where something is drawn to its edge, and not where one begins there', async () => {
    const page = await open(stage, only('2026-12-08'), { size: { width: 1024, height: 768 } });
    const [, y] = await spot(page, /mercredi 9 décembre/, 10);
    await drag(page, [1000, y], [990, y]);
    await drawn(page).waitFor();
    expect(await scrolled(page)).toBe(0);
    await page.mouse.move(1015, y, { steps: 3 });
    await expect.poll(() => scrolled(page)).toBeGreaterThan(150);
    await page.keyboard.press('Escape');
    await expect.poll(() => drawn(page).count()).toBe(0);
    await page.mouse.up();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('copies what is drawn elsewhere with Shift held, and moves it without', async () => {
    const page = await open(stage, only('2026-11-23'));
    await take(page, 'Atelier', '2026-11-24T10:00', '2026-11-24T11:00');
    await bar(page, /Atelier/).waitFor();
    await drag(page, await spot(page, /mardi 24 novembre/, 10.5), await spot(page, /mercredi 25 novembre/, 14.5));
    await drawn(page).waitFor();
    await page.keyboard.down('Shift');
    await drawn(page).getByText('Copier').waitFor();
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await bar(page, /Atelier.*mer. 25 nov., 14:00 – 15:00/).waitFor();
    await bar(page, /Atelier.*mar. 24 nov., 10:00 – 11:00/).waitFor();
  });

  it('explains its patterns, goes to any day, and narrows by a sheet on a phone', async () => {
    const page = await open(stage, only('2026-12-10'), { size: phone });
    await page.getByRole('button', { name: 'Légende' }).click();
    const legend = page.getByRole('dialog', { name: 'Légende' });
    await legend.getByText('En attente d’une décision').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Aller à une date' }).click();
    const jump = page.getByRole('dialog', { name: 'Aller à une date' });
    await jump.getByRole('textbox').fill('24/12/2026');
    await jump.getByRole('textbox').press('Enter');
    await page.getByRole('heading', { name: /24 déc\./i }).waitFor();
    await page.getByRole('button', { name: 'Filtres' }).click();
    const sheet = page.getByRole('dialog', { name: 'Filtres' });
    await sheet.getByLabel('Places assises, au moins').fill('10');
    await sheet.getByRole('button', { name: 'Voir les moyens' }).click();
    await page.getByRole('button', { name: 'Retirer : 10 places ou plus' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is printed whole: every row, and in words what does not fit or would be colour alone', async () => {
    const page = await open(stage, only('2026-12-21'), { theme: 'dark' });
    await take(page, 'Répétition générale', '2026-12-22T10:00', '2026-12-22T11:00');
    await bar(page, /Répétition générale/).waitFor();
    for (const view of ['week', 'day']) {
      await page.goto(`${stage.url}/?date=2026-12-22&kind=room&view=${view}`);
      await page.locator('.pl-row').first().waitFor();
      const rooms = Number(await grid(page).getAttribute('aria-rowcount')) - 2;
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.locator('.pl-row').count()).toBe(rooms);
      await page.locator('.pl-written').getByText('Répétition générale').first().waitFor();
      expect(await cutOff(page)).toEqual([]);
      const sheet = await page.pdf({ preferCSSPageSize: true });
      // Patterns as gradients made a hundred times that.
      expect(sheet.length).toBeLessThan(2_000_000);
      expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
      await page.emulateMedia({ media: 'screen' });
    }
  });
});

/** What is written on paper and does not fit into its place; the number of a bar may stand out of it. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('.pl-name, .pl-about, .pl-bar-text, .pl-written p, .pl-day-name')]
    .filter(one => !/^\\d+$/.test(one.textContent))
    .filter(one => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > 1042)
    .map(one => one.textContent)`);
}
