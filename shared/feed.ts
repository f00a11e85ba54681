import { z } from 'zod';

export const feedScopes = ['person', 'organisation', 'resource', 'site', 'queue', 'network'] as const;
export type FeedScope = (typeof feedScopes)[number];

export const feedDetails = ['busy', 'title', 'full'] as const;
export type FeedDetail = (typeof feedDetails)[number];

export const maxFeedsPerPerson = 50;

/** The target that each scope needs; the others are about the person or the network, and take none. */
const targetOf = { organisation: 'organisationId', resource: 'resourceId', site: 'siteId' } as const;
const targets = Object.values(targetOf);

export const newFeedSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scope: z.enum(feedScopes),
    organisationId: z.uuid().optional(),
    resourceId: z.uuid().optional(),
    siteId: z.uuid().optional(),
    detail: z.enum(feedDetails).default('title').meta({
      description:
        'How much the calendar shows: that the time is taken, the title too, or all that you may see. A feed of the network shows only that the time is taken, whatever is asked.',
    }),
  })
  .superRefine((feed, issues) => {
    const wanted = feed.scope in targetOf ? targetOf[feed.scope as keyof typeof targetOf] : null;
    for (const target of targets) {
      if ((feed[target] !== undefined) === (target === wanted)) continue;
      const message = target === wanted ? 'required for this scope' : 'not used with this scope';
      issues.addIssue({ code: 'custom', path: [target], message });
    }
  })
  .meta({ id: 'NewFeed', description: 'A calendar address to make: of what, and how much it shows.' });
export type NewFeed = z.infer<typeof newFeedSchema>;

export const feedSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scope: z.enum(feedScopes),
    organisationId: z.uuid().nullable(),
    resourceId: z.uuid().nullable(),
    siteId: z.uuid().nullable(),
    detail: z.enum(feedDetails),
    createdAt: z.iso.datetime(),
    lastAccessAt: z.iso.datetime().nullable().meta({ description: 'When a calendar last fetched it, to the hour.' }),
    lastClient: z.string().nullable().meta({ description: 'The program that fetched it, as it names itself.' }),
  })
  .meta({ id: 'Feed', description: 'A calendar address. The address itself is shown once, when it is made.' });
export type Feed = z.infer<typeof feedSchema>;

export const issuedFeedSchema = z
  .object({ feed: feedSchema, url: z.url() })
  .meta({ id: 'IssuedFeed', description: 'The feed and its secret address, which is never shown again.' });
