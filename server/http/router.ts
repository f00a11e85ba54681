import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import type { Locale } from '../../shared/words.ts';
import type { CatalogueCache } from '../catalogue/catalogue.ts';
import type { Changes } from '../changes/bus.ts';
import type { Actor, Context } from '../context.ts';
import { Problem } from '../errors.ts';
import type { Jobs } from '../jobs/queue.ts';

/** What the middlewares know of a request by the time that a route handles it. */
export interface Env {
  Variables: {
    requestId: string;
    locale: Locale;
    now: Date;
    jobs: Jobs;
    catalogue: CatalogueCache;
    /** Tells every open screen what a write changed; to be called after it. */
    changes: Changes;
    /** Absent on the public routes only. */
    actor: Actor;
  };
}

/** A domain's routes: input that does not fit its schema is a 400 that says where, and echoes nothing else. */
export function createRouter() {
  return new OpenAPIHono<Env>({
    defaultHook: result => {
      if (result.success) return;
      const fields = result.error.issues.slice(0, 20).map(issue => ({
        path: issue.path.join('.'),
        message: issue.message,
      }));
      throw new Problem('malformed', {
        what: fields.map(field => `${field.path || result.target}: ${field.message}`).join('; '),
        fields,
      });
    },
  });
}

/** Who acts, when and in which language: the context of a verb. */
export function contextOf(c: HonoContext<Env>): Context {
  return {
    actor: c.get('actor'),
    now: c.get('now'),
    jobs: c.get('jobs'),
    catalogue: c.get('catalogue'),
    locale: c.get('locale'),
    requestId: c.get('requestId'),
    acts: [],
  };
}
