import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarClients, clientFacts } from '../../shared/calendar-clients.ts';

describe('what is said of calendar programs', () => {
  it('is the same in docs/calendars.md as in the app', () => {
    const text = readFileSync(new URL('../../docs/calendars.md', import.meta.url), 'utf8');
    const missing = clientFacts.filter(({ name, refresh, link, note, isReported }) => {
      const known = isReported ? 'reported' : 'tried or read';
      return !text.includes(`| ${name.en} | ${refresh.en} | ${link ? 'yes' : 'no'} | ${note?.en ?? ''} | ${known} |`);
    });
    expect(missing.map(one => one.client)).toEqual([]);
    expect(clientFacts.map(one => one.client)).toEqual([...calendarClients]);
  });

  it('has steps in both languages, as many in each', () => {
    for (const { steps, client } of clientFacts) expect(steps.fr.length, client).toBe(steps.en.length);
  });

  it('makes links that hold the whole address', () => {
    const url = 'https://moyens.example/feeds/a-b_c.ics';
    const links = Object.fromEntries(clientFacts.map(({ client, link }) => [client, link?.(url, 'Mon agenda & moi')]));
    expect(links.apple_ios).toBe('webcal://moyens.example/feeds/a-b_c.ics');
    expect(new URL(links.google ?? '').searchParams.get('cid')).toBe('webcal://moyens.example/feeds/a-b_c.ics');
    const outlook = new URL(links.outlook_web ?? '').searchParams;
    expect([outlook.get('url'), outlook.get('name')]).toEqual([url, 'Mon agenda & moi']);
  });
});
