/** Octets of a line, without its CRLF (RFC 5545 3.1). */
const longest = 75;

/** A content line of a property whose value is no text: a time, a number, a word, an address. */
export function line(name: string, value: string): string {
  return folded(`${name}:${value}`);
}

/** A content line whose value is text: what has a meaning to calendars is escaped (RFC 5545 3.3.11). */
export function textLine(name: string, text: string): string {
  return folded(`${name}:${escaped(text)}`);
}

/** Several texts as the list that `CATEGORIES` takes. */
export function textListLine(name: string, texts: string[]): string {
  return folded(`${name}:${texts.map(escaped).join(',')}`);
}

/** An address as a value: what no address may hold is percent-encoded, so that nothing in it ends the line. */
export function addressValue(url: string): string {
  return url.replace(/[\s"<>\\^`{|}]/g, character => encodeURIComponent(character));
}

function escaped(text: string): string {
  return /[\\;,\n]/.test(text) ? text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n') : text;
}

/** With its line break, and broken before the octet that is one too many; never within a character. */
function folded(content: string): string {
  if (content.length <= longest && Buffer.byteLength(content) <= longest) return `${content}\r\n`;
  let text = '';
  let octets = 0;
  let begin = 0;
  for (let index = 0; index < content.length; ) {
    const code = content.codePointAt(index) ?? 0;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + width > longest) {
      text += `${content.slice(begin, index)}\r\n `;
      begin = index;
      // The space that continues a line counts.
      octets = 1;
    }
    octets += width;
    index += width === 4 ? 2 : 1;
  }
  return `${text}${content.slice(begin)}\r\n`;
}
