import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../web/ui/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** Text and what it stands on: WCAG 2.2 asks for 4.5 to 1 (1.4.3). */
const texts: [text: string, ground: string][] = [
  ...['paper', 'surface', 'sunken'].flatMap(ground =>
    ['ink', 'muted', 'primary', 'danger'].map((text): [string, string] => [text, ground]),
  ),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['on-primary-soft', 'primary-soft'],
  ['on-waiting-soft', 'waiting-soft'],
  ['on-good-soft', 'good-soft'],
  ['on-danger', 'danger'],
  ['on-danger-soft', 'danger-soft'],
  ['ink', 'primary-soft'],
];

/** Edges of controls and the focus: 3 to 1 (1.4.11). */
const edges: [edge: string, ground: string][] = ['paper', 'surface'].flatMap(ground =>
  ['edge', 'focus', 'waiting', 'good', 'primary', 'danger'].map((edge): [string, string] => [edge, ground]),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const colour = (name: string, theme: 'light' | 'dark') => {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token ${name}`);
  return token[theme];
};

describe.each(['light', 'dark'] as const)('in the %s theme', theme => {
  it.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(edges)('%s can be told from %s', (edge, ground) => {
    expect(contrast(colour(edge, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});
