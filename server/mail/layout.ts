import type { Locale } from '../../shared/words.ts';

/** What a mail says; text and HTML are made from the same parts, and so say the same. */
export interface Letter {
  locale: Locale;
  greeting: string;
  /** What happened, in one or two sentences. */
  lead: string;
  /** Label and value; an empty value is left out. */
  facts: [label: string, value: string][];
  lists: { title: string; items: string[] }[];
  /** What can be done next. */
  next: string;
  /** What one clicks; null when there is nothing to do. */
  action: { label: string; url: string } | null;
  footer: string;
}

/** Characters that break lines, hide, or turn the direction of text around: no name needs them, and headers must not have them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const unsafeButNewline = new RegExp(unsafe.source.replace('\\u0000-\\u001f', '\\u0000-\\u0009\\u000b-\\u001f'), 'g');

/** One line of at most so many characters (whole ones: an emoji is not cut in two), safe in a header and in a sentence. */
export function plainLine(text: string, max: number): string {
  return cut(text.replace(unsafe, ' ').replace(/\s+/g, ' ').trim(), max);
}

/** Several lines of at most so many characters in all. */
export function plainText(text: string, max: number): string {
  return cut(
    text
      .replace(/\r\n?/g, '\n')
      .replace(unsafeButNewline, ' ')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  );
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const whole = new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(text.slice(0, max + 40));
  let kept = '';
  for (const { segment } of whole) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** The letter as plain text and as HTML that needs no style sheet, no image and no script. */
export function renderLetter(letter: Letter): { text: string; html: string } {
  return { text: textOf(letter), html: htmlOf(letter) };
}

function textOf({ locale, greeting, lead, facts, lists, next, action, footer }: Letter): string {
  const colon = locale === 'fr' ? ' :' : ':';
  const parts = [
    greeting,
    lead,
    given(facts)
      .map(([label, value]) => `${label}${colon} ${value.replaceAll('\n', '\n  ')}`)
      .join('\n'),
    ...lists.map(list => [`${list.title}${colon}`, ...list.items.map(item => `- ${item}`)].join('\n')),
    next,
    action === null ? '' : `${action.label}${colon}\n${action.url}`,
    `-- \n${footer}`,
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

const font =
  'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;font-size:16px;line-height:1.5;color:#1f2933';

function htmlOf({ locale, greeting, lead, facts, lists, next, action, footer }: Letter): string {
  const rows = given(facts).map(
    ([label, value]) =>
      `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:4px 16px 4px 0;font-weight:600">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0;white-space:pre-line">${escapeHtml(value)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>`,
    `<body style="margin:0;padding:24px;${font}"><div style="max-width:600px;margin:0 auto">`,
    `<p>${escapeHtml(greeting)}</p>`,
    `<p>${escapeHtml(lead)}</p>`,
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    ...lists.map(
      list =>
        `<p>${escapeHtml(list.title)}</p><ul>${list.items.map(item => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
    ),
    next === '' ? '' : `<p>${escapeHtml(next)}</p>`,
    action === null
      ? ''
      : `<p><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d5c4d;color:#ffffff;text-decoration:none">${escapeHtml(action.label)}</a></p>`,
    `<p style="margin-top:32px;font-size:13px;color:#52606d">${escapeHtml(footer)}</p>`,
    '</div></body></html>',
  ].join('\n');
}

function given(facts: Letter['facts']): Letter['facts'] {
  return facts.filter(([, value]) => value !== '');
}
