import { z } from 'zod';

export const maxPageSize = 200;

/** What every list takes beside its own filters. */
export const pageQuery = {
  cursor: z.string().max(1000).optional().meta({ description: 'The `nextCursor` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(50),
};

/** A question that is answered by yes or no: `?mine`, `?mine=true`, `?mine=false`. */
export const queryFlag = z.preprocess(given => (given === '' ? 'true' : given), z.stringbool().optional()).optional();

/** A parameter that may be repeated, or be a list with commas. */
export function listOf<T extends z.ZodType>(list: T) {
  return z.preprocess(
    given => (given === undefined ? undefined : [given].flat().flatMap(one => String(one).split(','))),
    list,
  );
}

/** The shape of every list; without a next page `nextCursor` is null. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
