import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settings } from '../../server/config.ts';

it('lists every setting in the README, with its default and its meaning', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const missing = Object.entries(settings).filter(([name, { doc, schema }]) => {
    const fallback = schema.safeParse(undefined).data;
    return !readme.includes(`| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${doc} |`);
  });
  expect(missing.map(([name]) => name)).toEqual([]);
});
