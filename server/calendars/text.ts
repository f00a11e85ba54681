// Calendars refuse a whole feed, silently, for one control character or for half a surrogate pair (Thunderbird, Home Assistant).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]|\p{Surrogate}/gu;

/** Text of several lines as a calendar can carry it, of at most so many characters. */
export function calendarText(text: string, maxCharacters: number): string {
  const clean = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(forbidden, '')
    .trim();
  // As a string counts, a character is one or two: what is short by that is short.
  if (clean.length <= maxCharacters) return clean;
  const characters = Array.from(clean);
  return characters.length <= maxCharacters ? clean : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/** The same on one line: a name, a title, a place. */
export function calendarLine(text: string, maxCharacters = 200): string {
  return calendarText(text.replace(/[\s\u0085]+/g, ' '), maxCharacters);
}
