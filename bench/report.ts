import type { Load } from './load.ts';

/** One line of the table: what was measured, against which target (null: there to compare with). */
export interface Figure {
  what: string;
  /** As it is shown: with its unit. */
  value: string;
  target: string | null;
  met: boolean | null;
}

/** What the measurements have found so far: lines for the table, and the loads that later ones compare with. */
export interface Report {
  figures: Figure[];
  loads: Record<string, Load>;
}

export function newReport(): Report {
  return { figures: [], loads: {} };
}

/** Keeps a load under its name, and shows it. */
export function keep(report: Report, name: string, load: Load): Load {
  report.loads[name] = load;
  note(report, name, `${Math.round(load.perSecond)} /s; p50/p95/p99 ${times(load)} ms`);
  return load;
}

export function note(report: Report, what: string, value: string): void {
  show(report, { what, value, target: null, met: null });
}

/** A figure that should be at most so much. */
export function atMost(report: Report, what: string, value: number, most: number, unit = ''): void {
  show(report, { what, value: `${rounded(value)}${unit}`, target: `at most ${most}${unit}`, met: value <= most });
}

export function atLeast(report: Report, what: string, value: number, least: number, unit = ''): void {
  show(report, { what, value: `${rounded(value)}${unit}`, target: `at least ${least}${unit}`, met: value >= least });
}

export function loadOf(report: Report, name: string): Load {
  const load = report.loads[name];
  if (!load) throw new Error(`${name} has not been measured`);
  return load;
}

function show(report: Report, figure: Figure): void {
  report.figures.push(figure);
  process.stdout.write(`${line(figure)}\n`);
}

function line({ what, value, target, met }: Figure): string {
  const verdict = met === null ? '' : met ? 'ok    ' : 'MISSED';
  return `${verdict.padEnd(7)}${what.padEnd(66)} ${value.padEnd(46)} ${target ?? ''}`.trimEnd();
}

/** The whole table, the targets first. */
export function table(report: Report): string {
  const judged = report.figures.filter(one => one.met !== null);
  const missed = judged.filter(one => !one.met).length;
  const summary = `${judged.length - missed} of ${judged.length} targets met.`;
  return ['', ...judged.map(line), '', summary, ''].join('\n');
}

function times({ p50, p95, p99 }: Load): string {
  return [p50, p95, p99].map(rounded).join(' / ');
}

export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
