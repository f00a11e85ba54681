import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { judgeCreate, measureCreate, measurePools } from './measures/create.ts';
import { measureFeeds } from './measures/feeds.ts';
import { measureFirstLoad } from './measures/first-load.ts';
import { measureBareTransaction, measureDatabaseAlone, measureHello } from './measures/limits.ts';
import { measurePaint } from './measures/paint.ts';
import { measureRace } from './measures/race.ts';
import { measureAvailability, measurePlanning } from './measures/reads.ts';
import { measureRefuse } from './measures/refuse.ts';
import { measureSeries } from './measures/series.ts';
import { measureSignIn } from './measures/sign-in.ts';
import { measureStart } from './measures/start.ts';
import { atMost, newReport, note, type Report, table } from './report.ts';
import { seedBookings } from './seed.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Measures the speed of the whole product against limits that are measured in the same run, so that the ratios hold on any
 * machine. `--quick` seeds 50,000 bookings instead of 1,000,000 and leaves the results file alone; `--profile` writes the
 * processor profile of the application under data/profile; `--only=create,race` measures those alone.
 */
const quick = process.argv.includes('--quick');
const only = process.argv
  .find(one => one.startsWith('--only='))
  ?.slice(7)
  .split(',');
const few = 10_000;
const many = quick ? 50_000 : 1_000_000;

const loadBefore = loadavg();
const report = newReport();
const stage = await openStage(many);
try {
  await measure(stage, report);
  process.stdout.write(table(report));
  if (!quick && !only) await store(report, stage);
} finally {
  await stage.close();
}

async function measure(stage: Stage, report: Report): Promise<void> {
  const rows = (count: number) =>
    `10^${Math.log10(count).toFixed(count === few || count === 1_000_000 ? 0 : 1)} bookings`;
  const wanted = (name: string) => only === undefined || only.includes(name);
  await measureHello(stage, report);
  await measureDatabaseAlone(stage, report);
  await seedBookings(stage.db, stage.base, { from: 0, to: few });
  if (wanted('create')) await measureCreate(stage, report, rows(few));
  const began = performance.now();
  await seedBookings(stage.db, stage.base, { from: few, to: many });
  note(report, `load of ${many - few} bookings`, `${Math.round((performance.now() - began) / 1000)} s`);
  await measureCreate(stage, report, rows(many));
  if (wanted('create')) judgeCreate(report, rows(few), rows(many));
  if (wanted('pools')) await measurePools(stage, report, rows(many));
  if (wanted('refuse')) await measureRefuse(stage, report, rows(many));
  if (wanted('race')) await measureRace(stage, report);
  if (wanted('availability')) await measureAvailability(stage, report);
  if (wanted('planning')) await measurePlanning(stage, report);
  if (wanted('feeds')) await measureFeeds(stage, report);
  if (wanted('paint')) await measurePaint(stage, report);
  if (wanted('series')) await measureSeries(stage, report, rows(many));
  if (wanted('first-load')) await measureFirstLoad(stage, report);
  if (wanted('sign-in')) await measureSignIn(stage, report);
  if (only === undefined) await measureBareTransaction(stage, report, 'T: bare transaction, 8 clients, at the end');
  atMost(
    report,
    'resident memory of the application after all this',
    (await stage.residentBytes()) / 2 ** 20,
    200,
    ' MB',
  );
  if (wanted('start')) await measureStart(stage, report);
}

async function store(report: Report, stage: Stage): Promise<void> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(
    stage.db,
  );
  const results = {
    measuredAt: stage.now.toISOString(),
    bookings: many,
    machine: {
      processors: availableParallelism(),
      model: cpus()[0]?.model,
      node: process.version,
      postgresql: rows[0]?.version,
      // Above the number of processors: others were at work, and only the ratios mean something.
      loadBefore,
      loadAfter: loadavg(),
    },
    figures: report.figures,
    loads: report.loads,
  };
  const file = fileURLToPath(new URL('results.json', import.meta.url));
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}
