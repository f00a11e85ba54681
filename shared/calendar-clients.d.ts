import type { Locale } from './words.ts';

/** A sentence in both languages. */
type Said = Record<Locale, string>;
export declare const calendarClients: readonly [
  'google',
  'outlook_web',
  'outlook_desktop',
  'apple_mac',
  'apple_ios',
  'thunderbird',
  'android_icsx5',
  'evolution',
  'nextcloud',
  'home_assistant',
];
export type CalendarClient = (typeof calendarClients)[number];
/** How one subscribes to an address, and how soon a change is seen there: what programs do, not what they promise. */
export interface ClientFacts {
  client: CalendarClient;
  name: Said;
  /** One gesture each, in order. */
  steps: Record<Locale, string[]>;
  /** How often it asks again. */
  refresh: Said;
  /** What one should know before relying on it; null: nothing. */
  note: Said | null;
  /** A link that subscribes at once, from the address of the feed; null where there is none. */
  link: ((url: string, name: string) => string) | null;
}
/** The address under the scheme that calendar programs of the machine answer to. */
export declare function webcalUrl(url: string): string;
/** Google's own page to subscribe, which takes the address as webcal only. */
export declare function googleLink(url: string): string;
/** Outlook on the web: its page to add a calendar by its address. */
export declare function outlookLink(url: string, name: string): string;
export declare const clientFacts: ClientFacts[];
