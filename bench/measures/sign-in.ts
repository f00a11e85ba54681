import { drive } from '../load.ts';
import { atMost, keep, type Report } from '../report.ts';
import { password, type Stage } from '../stage.ts';

/** The planning of one person while eight others sign in all the time: hashing must not hold up the event loop. */
export async function measureSignIn(stage: Stage, report: Report): Promise<void> {
  const from = new Date(stage.now.getTime() + 10 * 86_400_000);
  const to = new Date(from.getTime() + 86_400_000);
  const path = `/api/planning?${new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), limit: '100' })}`;
  const planning = () => drive(stage.app, { clients: 1, seconds: 4, expect: 200 }, () => stage.as(0, { path }));
  const idle = keep(report, 'planning day of 100, nobody signing in', await planning());
  const [busy, signIns] = await Promise.all([
    planning(),
    drive(stage.app, { clients: 8, seconds: 4, expect: 200, warmUp: 0 }, client => ({
      method: 'POST',
      path: '/api/auth/sign-in/email',
      body: { email: `person${client + 1}@example.test`, password },
    })),
  ]);
  keep(report, 'planning day of 100, 8 signing in', busy);
  keep(report, 'sign-ins, 8 clients', signIns);
  atMost(report, 'sign-in: planning p95 during 8 sign-ins, in idle p95', busy.p95 / idle.p95, 2);
}
