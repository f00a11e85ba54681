import { describe, expect, it } from 'vitest';
import { barriers, phone, playInBrowser } from './stage.ts';

const stage = playInBrowser();

describe('signing in', () => {
  it('leads back to where one wanted to go', async () => {
    const page = await stage.visit('/bookings?past=1');
    await page.getByLabel('Adresse électronique').fill('member@demo.test');
    await page.getByLabel('Mot de passe').fill('demonstration');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/bookings?past=1');
  });

  it('says what was wrong, and keeps what was typed', async () => {
    const page = await stage.visit('/sign-in');
    await page.getByLabel('Adresse électronique').fill('member@demo.test');
    await page.getByLabel('Mot de passe').fill('something else');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('ne vont pas ensemble');
    expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('member@demo.test');
  });

  it('switches the language without losing what was typed', async () => {
    const page = await stage.visit('/sign-in', { size: phone });
    await page.getByLabel('Adresse électronique').fill('member@demo.test');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('member@demo.test');
  });

  it('lets each person declare their ties in their profile, and end them', async () => {
    const page = await stage.visit('/profile', { as: 'member' });
    const ties = page.locator('#interests');
    await ties.getByRole('combobox', { name: 'Organisation' }).fill('Musette');
    await page.getByRole('option', { name: /Musette/ }).click();
    await ties.getByLabel('Nature du lien').fill('Mon frère y travaille');
    await ties.getByRole('button', { name: 'Déclarer' }).click();
    await ties.getByText('Mon frère y travaille').waitFor();
    expect(await barriers(page)).toEqual([]);
    await ties.getByRole('button', { name: /^Ce lien a pris fin\s: .*Musette/ }).click();
    await ties.getByText('jusqu’au', { exact: false }).waitFor();
  });

  it('puts no barrier in the way', async () => {
    const page = await stage.visit('/sign-in');
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
