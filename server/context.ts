import type { AffiliationRole, Locale, NetworkRole } from '../shared/words.ts';
import type { CatalogueCache } from './catalogue/catalogue.ts';
import type { Act } from './history/record.ts';
import type { Jobs } from './jobs/queue.ts';

/** The person who is signed in, with what they may do today. */
export interface Actor {
  personId: string;
  name: string;
  email: string;
  locale: Locale;
  /** Affiliations that are in force today, in the network's zone. */
  affiliations: { organisationId: string; role: AffiliationRole }[];
  roles: NetworkRole[];
  sessionId: string;
}

/** What every verb that acts is told beside its input: who, when, under which request, and by which published rules. */
export interface Context {
  actor: Actor;
  now: Date;
  jobs: Jobs;
  catalogue: CatalogueCache;
  /** The language of sentences in the answer. */
  locale: Locale;
  requestId: string;
  /** What was written into the history under this request: told to open screens once it is committed. */
  acts: Act[];
}

export function actsFor(actor: Actor, organisationId: string): boolean {
  return actor.affiliations.some(one => one.organisationId === organisationId);
}

export function isReferentOf(actor: Actor, organisationId: string): boolean {
  return actor.affiliations.some(one => one.organisationId === organisationId && one.role === 'referent');
}

export function isCoordinator(actor: Actor): boolean {
  return actor.roles.includes('coordinator');
}
