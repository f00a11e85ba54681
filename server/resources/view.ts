import { criteriaRules } from '../../shared/criteria-words.ts';
import { quotaInWords } from '../../shared/quota-words.ts';
import type { Resource } from '../../shared/resource.ts';
import { dayOf } from '../../shared/time.ts';
import type { Catalogue, CataloguedResource, CataloguedSite } from '../catalogue/catalogue.ts';
import { inForce } from '../catalogue/catalogue.ts';
import { kilometresBetween, type Point } from '../catalogue/search.ts';
import { isApproverOf, mayBook, mayManage, maySee, needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import { isInForce } from '../quotas/policy.ts';

/** Who reads, when, in which language, and from where (for distances). */
export type Reader = Pick<Context, 'actor' | 'now' | 'locale'> & { near?: Point };

/** A resource as one reader sees it in the catalogue; other resources that they may not see are left out of it. */
export function resourceView(resource: CataloguedResource, catalogue: Catalogue, reader: Reader): Resource {
  const { actor, now } = reader;
  const rules = resource.criteria ? criteriaRules(resource.criteria, reader.locale) : [];
  const forMyOrganisations = actor.affiliations.map(({ organisationId }) => ({
    organisationId,
    mayBook: mayBook(resource, organisationId),
    needsApproval: needsApproval(resource, organisationId),
  }));
  const manages = mayManage(resource, actor);
  return {
    ...factsOf(resource),
    site: siteOf(resource, catalogue),
    distance: distanceOf(resource, catalogue, reader.near),
    features: featuresOf(resource, catalogue, reader.locale),
    ...compositionOf(resource, catalogue, reader),
    criteria: resource.criteria && { ...resource.criteria, rules },
    criteriaInWords: [...rules.map(rule => rule.text), ...quotasInWords(resource, catalogue, reader)],
    terms: asUtc(inForce(resource.terms, now)),
    tariff: asUtc(inForce(resource.tariffs, now)),
    forMyOrganisations,
    mayBook: forMyOrganisations.some(one => one.mayBook),
    mayManage: manages,
    mayBlock: manages || isApproverOf(resource, actor.personId, now),
  };
}

/** What each organisation may have of such resources at most, by the quotas of today. */
function quotasInWords({ kind }: CataloguedResource, catalogue: Catalogue, { now, locale }: Reader): string[] {
  if (catalogue.quotas.length === 0) return [];
  const today = dayOf(now, catalogue.timeZone);
  const counting = catalogue.quotas.filter(one => isInForce(one, today) && (one.kind === null || one.kind === kind));
  return counting.map(one => `${locale === 'fr' ? 'Quota\u202f:' : 'Quota:'} ${quotaInWords(one, locale)}.`);
}

/** Kilometres from a point to the site of a resource; null when either is not known. */
export function distanceOf(resource: CataloguedResource, catalogue: Catalogue, near: Point | undefined): number | null {
  const there = coordinatesOf(catalogue.sites.get(resource.siteId));
  return near && there ? Math.round(kilometresBetween(near, there) * 10) / 10 : null;
}

export function coordinatesOf(site: Pick<CataloguedSite, 'latitude' | 'longitude'> | undefined): Point | null {
  const { latitude, longitude } = site ?? { latitude: null, longitude: null };
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** A published version with its instant as we answer instants. */
export function asUtc<T extends { effectiveFrom: string }>(version: T | undefined): T | null {
  return version ? { ...version, effectiveFrom: new Date(version.effectiveFrom).toISOString() } : null;
}

function factsOf(resource: CataloguedResource) {
  const { id, kind, name, description, photo, state, capacity, setupMinutes, turnaroundMinutes, staffPersonId } =
    resource;
  const { visibleTo, bookableBy, approval, pendingRequests, decisionHours, edition } = resource;
  return {
    ...{ id, kind, name, description, photo, state, capacity, setupMinutes, turnaroundMinutes, staffPersonId },
    ...{ visibleTo, bookableBy, approval, pendingRequests, decisionHours },
    owner: { id: resource.ownerId, name: resource.ownerName },
    version: edition,
  };
}

function siteOf(resource: CataloguedResource, catalogue: Catalogue): Resource['site'] {
  const site = catalogue.sites.get(resource.siteId);
  return {
    id: resource.siteId,
    name: site?.name ?? '',
    commune: site?.commune ?? '',
    address: site?.address ?? '',
    timeZone: site?.timeZone ?? 'UTC',
    accessNotes: site?.accessNotes ?? '',
    coordinates: coordinatesOf(site),
  };
}

function featuresOf(
  resource: CataloguedResource,
  catalogue: Catalogue,
  locale: Reader['locale'],
): Resource['features'] {
  return Object.entries(resource.features)
    .flatMap(([code, value]) => {
      const feature = catalogue.features.get(code);
      if (!feature) return [];
      const name = locale === 'fr' ? feature.nameFr : feature.nameEn;
      return [{ code, name, valueType: feature.valueType, value, unit: feature.unit }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

function compositionOf(resource: CataloguedResource, catalogue: Catalogue, { actor, now }: Reader) {
  const visible = (id: string) => {
    const other = catalogue.resources.get(id);
    return other && maySee(other, actor, now) ? [{ id, name: other.name }] : [];
  };
  const wholes = [...catalogue.resources.values()].filter(one => one.parts.includes(resource.id));
  return {
    parts: resource.parts.flatMap(visible),
    partOf: wholes.flatMap(whole => visible(whole.id)),
    components: resource.components.flatMap(one =>
      visible(one.resourceId).map(named => ({ ...named, quantity: one.quantity })),
    ),
  };
}
