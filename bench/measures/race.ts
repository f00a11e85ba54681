import { sql } from 'kysely';
import { openLine, summary } from '../load.ts';
import { atMost, note, type Report } from '../report.ts';
import type { Slot } from '../slots.ts';
import type { Stage } from '../stage.ts';

const clients = 50;
const rounds = 40;

/** Fifty people press the button at once for the same hour, forty times. */
export async function measureRace(stage: Stage, report: Report): Promise<void> {
  const line = openLine(stage.app, clients);
  const answers = [];
  const times: number[] = [];
  const { rows: before } = await countClaims(stage);
  for (let round = 0; round < rounds; round++) {
    const slot = beyond(stage, round);
    const began = performance.now();
    const calls = Array.from({ length: clients }, () => line.send(stage.booking(slot)));
    answers.push(...(await Promise.all(calls)));
    times.push(performance.now() - began);
  }
  line.close();
  const { rows: after } = await countClaims(stage);
  const { statuses, slowest } = summary(answers, 1);
  const stored = (after[0]?.count ?? 0) - (before[0]?.count ?? 0);
  const winners = statuses[201] ?? 0;
  const refused = statuses[409] ?? 0;
  note(
    report,
    'race: winners, refused, others; claims stored',
    `${winners}, ${refused}, ${answers.length - winners - refused}; ${stored}`,
  );
  atMost(
    report,
    'race: answers that are not 40 x 201 and 1960 x 409, or doubles',
    Math.abs(winners - rounds) + Math.abs(refused - rounds * (clients - 1)) + Math.abs(stored - rounds),
    0,
  );
  atMost(report, 'race: p50 of a round', times.toSorted((a, b) => a - b)[rounds / 2] ?? 0, 60, ' ms');
  atMost(report, 'race: slowest answer', slowest, 500, ' ms');
}

/** Where no seeded booking is: 200 days from now, each round on a resource of its own. */
function beyond(stage: Stage, round: number): Slot {
  const day = new Date(stage.now.getTime() + 200 * 86_400_000);
  // The first site keeps no public holidays; a Tuesday is no Sunday.
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7));
  day.setUTCHours(10, 0, 0, 0);
  return { resource: round * 12, startsAt: day, endsAt: new Date(day.getTime() + 3_600_000) };
}

function countClaims(stage: Stage) {
  return sql<{ count: number }>`select count(*) as count from claim where exclusive`.execute(stage.db);
}
