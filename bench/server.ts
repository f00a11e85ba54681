import { serve } from '@hono/node-server';
import { createApp } from '../server/app.ts';
import { createChanges } from '../server/changes/bus.ts';
import { readConfig } from '../server/config.ts';
import { openPostgres } from '../server/database/store.ts';
import { createCalendarAccess } from '../server/external-calendars/access.ts';
import { createSeal } from '../server/external-calendars/seal.ts';
import { createJobs } from '../server/jobs/boss.ts';
import { createLog } from '../server/log.ts';
import { createSignIn } from '../server/people/sign-in.ts';

/**
 * The real application in a process of its own, on the database that the environment names. It enqueues jobs and leaves them
 * to others: what is measured is the answer, not the mails that follow it.
 */
const config = readConfig(process.env);
const log = createLog(config.logLevel);
const clock = () => new Date();
const store = openPostgres(config.databaseUrl ?? '', { max: config.databasePool, onError: error => log.warn(error) });
const { db } = store;
const jobs = createJobs(store, log);
const signIn = createSignIn({ db, config, secret: config.authSecret ?? '', clock });
const runtime = { version: 'bench', store, queue: jobs.state, stopping: false };
const changes = await createChanges(store, log);
const [outside, seal] = [createCalendarAccess(config, 'bench'), createSeal(config.authSecret ?? '')];
const app = createApp({ db, config, log, clock, jobs, signIn, changes, runtime, outside, seal });

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
process.on('message', () => process.send?.({ residentBytes: process.memoryUsage().rss }));
process.on('disconnect', () => process.exit(0));
