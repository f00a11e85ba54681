import type { SessionView } from '../../../shared/people.ts';
import type { Resource } from '../../../shared/resource.ts';

const kept = 'moyens.on-behalf';

/** For which of one's organisations one books, unless said: the one of last time, if it may book all of this; else the first that may. */
export function organisationFor(affiliations: SessionView['affiliations'], resources: Resource[]): string {
  const mayBookAll = (organisationId: string) =>
    resources.every(one => one.forMyOrganisations.some(own => own.organisationId === organisationId && own.mayBook));
  const ids = affiliations.map(one => one.organisationId);
  const remembered = ids.filter(id => id === localStorage.getItem(kept));
  return [...remembered, ...ids].find(mayBookAll) ?? ids[0] ?? '';
}

export function rememberOnBehalf(organisationId: string): void {
  localStorage.setItem(kept, organisationId);
}
