import { XMLParser } from 'fast-xml-parser';

export const dav = 'DAV:';
export const caldav = 'urn:ietf:params:xml:ns:caldav';
export const calendarServer = 'http://calendarserver.org/ns/';
export const apple = 'http://apple.com/ns/ical/';

/** An element: its namespace and name, resolved; what it holds. */
export interface Element {
  ns: string;
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The root of a document, or null where there is none, or it is not well formed, or it brings definitions of its own. */
export function readXml(text: string): Element | null {
  if (text.trim() === '' || /<!DOCTYPE|<!ENTITY/i.test(text)) return null;
  try {
    return (
      elements(parser.parse(text, true) as Raw[], { '': '', xml: 'http://www.w3.org/XML/1998/namespace' })[0] ?? null
    );
  } catch {
    return null;
  }
}

export function child(parent: Element | null | undefined, ns: string, name: string): Element | undefined {
  return parent?.children.find(one => one.ns === ns && one.name === name);
}

export function childrenOf(parent: Element | null | undefined, ns: string, name: string): Element[] {
  return parent?.children.filter(one => one.ns === ns && one.name === name) ?? [];
}

/** Text, safe within an element or an attribute; what XML 1.0 cannot hold is left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML 1.0 forbids (2.2).
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

type Raw = Record<string, unknown>;

function elements(nodes: Raw[], outer: Record<string, string>): Element[] {
  return nodes.flatMap(node => {
    const tag = Object.keys(node).find(key => key !== ':@');
    if (tag === undefined || tag.startsWith('#') || tag.startsWith('?')) return [];
    const given = (node[':@'] ?? {}) as Record<string, string>;
    const scope = { ...outer };
    for (const [name, value] of Object.entries(given)) {
      if (name === 'xmlns') scope[''] = value;
      else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value;
    }
    const content = node[tag] as Raw[];
    const colon = tag.indexOf(':');
    return {
      ns: scope[colon < 0 ? '' : tag.slice(0, colon)] ?? '',
      name: tag.slice(colon + 1),
      attributes: given,
      children: elements(content, scope),
      text: content.map(part => (typeof part['#text'] === 'string' ? part['#text'] : '')).join(''),
    };
  });
}
