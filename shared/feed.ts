import { z } from 'zod';
import { locales, resourceKinds } from './words.ts';

/**
 * What a feed is about: one’s own bookings, those of one’s organisation, a resource, a site, a selection of the planning, one’s
 * own time as a staff resource, what waits for one’s decision, the whole network as busy time, and the notice board of a
 * member organisation: the busy times of what it shares with the network, for whoever may read its board.
 */
export const feedScopes = [
  'person',
  'organisation',
  'resource',
  'site',
  'planning',
  'staff',
  'queue',
  'network',
  'board',
] as const;
export type FeedScope = (typeof feedScopes)[number];

export const feedDetails = ['busy', 'title', 'full'] as const;
export type FeedDetail = (typeof feedDetails)[number];

export const maxFeedsPerPerson = 50;

/** Above this Google no longer reads a calendar, and phones take seconds: the app then says so. Octets. */
export const largeFeed = 1_000_000;

/** Of these one sees that the time is taken and no more, whatever one may see elsewhere. */
export const busyOnlyScopes: readonly FeedScope[] = ['network', 'board'];

/** The target that each scope needs; the others are about the person or the network, and take none. */
const targetOf = {
  organisation: 'organisationId',
  board: 'organisationId',
  resource: 'resourceId',
  site: 'siteId',
  planning: 'filter',
} as const;
const targets = [...new Set(Object.values(targetOf))];

export const feedFilterSchema = z
  .strictObject({
    kind: z.enum(resourceKinds).optional(),
    q: z.string().trim().min(1).max(200).optional(),
    organisationId: z.uuid().optional().meta({ description: 'The owner.' }),
    siteId: z.uuid().optional(),
    seats: z.int().min(1).max(100_000).optional(),
    feature: z.array(z.string().min(1).max(200)).min(1).max(20).optional(),
  })
  .refine(filter => Object.values(filter).some(value => value !== undefined), { message: 'must ask for something' })
  .meta({ id: 'FeedFilter', description: 'A selection of resources, by the names that the planning takes.' });
export type FeedFilter = z.infer<typeof feedFilterSchema>;

const detail = z.enum(feedDetails).meta({
  description:
    'How much the calendar shows: that the time is taken, the title too, or all that you may see. A feed of the network, or of a notice board, shows only that the time is taken, whatever is asked.',
});
const name = z.string().trim().min(1).max(100);
const daysBack = z.int().min(0).max(366).meta({ description: 'How many days of the past it shows.' });
const monthsAhead = z
  .int()
  .min(1)
  .max(24)
  .meta({ description: 'How many months ahead it shows. A series with a date in the window is shown whole.' });
const keepCancelled = z
  .boolean()
  .meta({ description: 'Show what was cancelled for thirty days as cancelled, instead of leaving it out at once.' });
const locale = z
  .enum(locales)
  .nullable()
  .meta({ description: 'Language of the words that are not yours; null: that of your account.' });

export const newFeedSchema = z
  .strictObject({
    name,
    scope: z.enum(feedScopes),
    organisationId: z.uuid().optional(),
    resourceId: z.uuid().optional(),
    siteId: z.uuid().optional(),
    filter: feedFilterSchema.optional(),
    detail: detail.default('title'),
    daysBack: daysBack.default(90),
    monthsAhead: monthsAhead.default(18),
    keepCancelled: keepCancelled.default(false),
    locale: locale.default(null),
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

export const feedChangeSchema = z
  .strictObject({
    name: name.optional(),
    detail: detail.optional(),
    daysBack: daysBack.optional(),
    monthsAhead: monthsAhead.optional(),
    keepCancelled: keepCancelled.optional(),
    locale: locale.optional(),
  })
  .meta({ id: 'FeedChange', description: 'What to change of a feed; its address and what it is about stay.' });
export type FeedChange = z.infer<typeof feedChangeSchema>;

export const feedSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scope: z.enum(feedScopes),
    organisationId: z.uuid().nullable(),
    resourceId: z.uuid().nullable(),
    siteId: z.uuid().nullable(),
    filter: feedFilterSchema.nullable(),
    detail: z.enum(feedDetails),
    daysBack: z.int(),
    monthsAhead: z.int(),
    keepCancelled: z.boolean(),
    locale: z.enum(locales).nullable(),
    createdAt: z.iso.datetime(),
    lastAccessAt: z.iso.datetime().nullable().meta({ description: 'When a calendar last fetched it, to the hour.' }),
    lastClient: z.string().nullable().meta({ description: 'The program that fetched it, as it names itself.' }),
    lastSize: z.int().nullable().meta({ description: 'Octets of the calendar as it was last served.' }),
    lastEvents: z.int().nullable().meta({ description: 'Events of the calendar as it was last served.' }),
    isLarge: z.boolean().meta({
      description: 'Above 1 MB, where Google no longer reads it: take a shorter window or a narrower selection.',
    }),
    isOver: z.boolean().meta({
      description: 'You have no standing for it any more, so that its address answers 410. Delete it.',
    }),
  })
  .meta({ id: 'Feed', description: 'A calendar address. The address itself is shown once, when it is made.' });
export type Feed = z.infer<typeof feedSchema>;

export const issuedFeedSchema = z
  .object({ feed: feedSchema, url: z.url() })
  .meta({ id: 'IssuedFeed', description: 'The feed and its secret address, which is never shown again.' });
