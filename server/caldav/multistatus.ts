import { apple, caldav, calendarServer, dav, type Element, escapeXml } from './xml.ts';

/** A property that somebody may ask for, by namespace and name. */
export interface PropertyName {
  ns: string;
  name: string;
}

/** The values of properties as XML, by `ns name`; what is absent is not there (404). */
export type Properties = Map<string, string>;

export const propertyKey = ({ ns, name }: PropertyName): string => `${ns} ${name}`;

const prefixes: Record<string, string> = { [dav]: 'd', [caldav]: 'c', [calendarServer]: 's', [apple]: 'a' };

/** One resource of an answer, with the properties that were asked for: those that it has, then those that it has not. */
export function response(href: string, has: Properties, asked: PropertyName[] | 'all'): string {
  const wanted = asked === 'all' ? [...has.keys()].map(nameOf) : asked;
  const there = wanted.filter(one => has.has(propertyKey(one)));
  const missing = wanted.filter(one => !has.has(propertyKey(one)));
  const found = there.map(one => element(one, has.get(propertyKey(one)) ?? ''));
  const parts = [
    found.length > 0 || missing.length === 0 ? propstat(found, '200 OK') : '',
    missing.length > 0
      ? propstat(
          missing.map(one => element(one, '')),
          '404 Not Found',
        )
      : '',
  ];
  return `<d:response><d:href>${escapeXml(href)}</d:href>${parts.join('')}</d:response>`;
}

/** A resource that is not there, or not any more. */
export function missing(href: string): string {
  return `<d:response><d:href>${escapeXml(href)}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`;
}

export function multistatus(responses: string[], syncToken?: string): string {
  const token = syncToken === undefined ? '' : `<d:sync-token>${escapeXml(syncToken)}</d:sync-token>`;
  return document('multistatus', responses.join('') + token);
}

/** A precondition that did not hold (RFC 4918 section 16). */
export function preconditionFailed(ns: typeof dav | typeof caldav, name: string): string {
  return document('error', element({ ns, name }, ''));
}

/** The properties that a PROPFIND or REPORT names; all, when it names none. */
export function askedProperties(request: Element | null): PropertyName[] | 'all' {
  const prop = request?.children.find(one => one.ns === dav && one.name === 'prop');
  return prop ? prop.children.map(({ ns, name }) => ({ ns, name })) : 'all';
}

function document(name: string, content: string): string {
  const namespaces = Object.entries(prefixes).map(([ns, prefix]) => `xmlns:${prefix}="${ns}"`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<d:${name} ${namespaces.join(' ')}>${content}</d:${name}>\n`;
}

function propstat(properties: string[], status: string): string {
  return `<d:propstat><d:prop>${properties.join('')}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`;
}

function element({ ns, name }: PropertyName, content: string): string {
  const prefix = prefixes[ns];
  const tag = prefix ? `${prefix}:${name}` : `x:${name}`;
  const declared = prefix ? '' : ` xmlns:x="${escapeXml(ns)}"`;
  return content === '' ? `<${tag}${declared}/>` : `<${tag}${declared}>${content}</${tag}>`;
}

function nameOf(key: string): PropertyName {
  const space = key.indexOf(' ');
  return { ns: key.slice(0, space), name: key.slice(space + 1) };
}
