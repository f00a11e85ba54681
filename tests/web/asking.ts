import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Booking } from '../../shared/booking.ts';
import type { Resource } from '../../shared/resource.ts';
import type { Stage } from './stage.ts';

/** What the signed-in person of a page asks of the API, as their browser would. */
export async function ask(stage: Stage, page: Page, method: string, path: string, data?: object, version?: number) {
  const headers = { Origin: stage.url, ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) };
  const answer = await page.request.fetch(`${stage.url}${path}`, { method, headers, ...(data ? { data } : {}) });
  return { status: answer.status(), body: await answer.json() };
}

/**
 * Books something that is free at that time, for the person of the page: of the manager's house, where somebody else decides,
 * or anything that needs no decision.
 * @param day days from the stage's own
 */
export async function bookAny(
  stage: Stage,
  page: Page,
  wanted: { title: string; decided?: boolean; day: number; from: string; to: string; more?: object },
): Promise<Booking[]> {
  const session = await ask(stage, page, 'GET', '/api/session');
  const organisationId: string = session.body.affiliations[0].organisationId;
  const { body } = await ask(stage, page, 'GET', '/api/resources?limit=100');
  const decided = (one: Resource) =>
    one.forMyOrganisations.find(mine => mine.organisationId === organisationId)?.needsApproval === true;
  const candidates = (body.items as Resource[]).filter(one =>
    wanted.decided ? decided(one) && one.owner.name.includes('Halle') : one.mayBook && !decided(one),
  );
  const date = new Date(stage.now.getTime() + wanted.day * 86_400_000).toISOString().slice(0, 10);
  for (const { id } of candidates) {
    const reply = await ask(stage, page, 'POST', '/api/bookings', {
      organisationId,
      title: wanted.title,
      startsAt: `${date}T${wanted.from}`,
      endsAt: `${date}T${wanted.to}`,
      lines: [{ resourceId: id, quantity: 1 }],
      ...wanted.more,
    });
    if (reply.status === 201) return reply.body.bookings ?? [reply.body.booking];
  }
  return expect.fail(`nothing of ${candidates.length} is free on ${date}`);
}
