import type { BrowserContext } from 'playwright-core';
import type { Stage } from './stage.ts';

/** Makes whoever opens a page in this context the first of the seeded people. */
export async function signIn(context: BrowserContext, stage: Stage): Promise<void> {
  const cookies = stage.as(0, { method: 'GET', path: '/' }).headers?.Cookie ?? '';
  await context.addCookies(
    cookies.split('; ').map(pair => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stage.app };
    }),
  );
}
