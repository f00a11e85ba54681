import type { Catalogue, CataloguedResource, CataloguedSite } from '../catalogue/catalogue.ts';

/** What somebody would like to have: resources, for an organisation, at a time. Asked for, not yet granted. */
export interface Want {
  organisationId: string;
  startsAt: Date;
  endsAt: Date;
  lines: WantedLine[];
  /** The booking that would be changed: what it holds already does not stand in its way. */
  bookingId?: string;
  /** The booking keeps its start: rules about how far ahead one asks have been met when it was made. */
  keepsStart?: boolean;
}

export interface WantedLine {
  resourceId: string;
  quantity: number;
}

/** What a want would really take of one resource: the booked time with the buffers of the line that asks. Half-open. */
export interface Demand {
  resourceId: string;
  /** The resource of the line, of which this is itself, a part or a component. */
  lineResourceId: string;
  quantity: number;
  from: Date;
  to: Date;
}

/** All that a want would take, of every resource that its lines draw on. Lines of unknown resources demand nothing. */
export function demandsOf(want: Want, catalogue: Catalogue): Demand[] {
  return want.lines.flatMap(line => {
    const resource = catalogue.resources.get(line.resourceId);
    if (!resource) return [];
    const from = minutesAfter(want.startsAt, -resource.setupMinutes);
    const to = minutesAfter(want.endsAt, resource.turnaroundMinutes);
    return resource.draws.map(draw => ({
      resourceId: draw.resourceId,
      lineResourceId: resource.id,
      quantity: line.quantity * draw.quantity,
      from,
      to,
    }));
  });
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

export function siteOf(resource: CataloguedResource, catalogue: Catalogue): CataloguedSite {
  const site = catalogue.sites.get(resource.siteId);
  if (!site) throw new Error(`resource ${resource.id} has no site in catalogue ${catalogue.version}`);
  return site;
}
