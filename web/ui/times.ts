const minuteMs = 60_000;
const dayMinutes = 1440;

/** The times of a day by step, `HH:MM`; the value itself is among them even when it is off the step. 24:00 for a `to` of it. */
export function timesOfDay(step: number, value = '', from = '00:00', to = '23:59'): string[] {
  const times = Array.from({ length: Math.floor(dayMinutes / step) + 1 }, (_, index) => timeOf(index * step));
  const within = times.filter(time => time >= from && time <= to);
  return value === '' || within.includes(value) ? within : [...within, value].sort();
}

export interface EndOption {
  /** Local time, `YYYY-MM-DDTHH:MM`. */
  end: string;
  minutes: number;
  /** 1 when it is on the day after the start's. */
  daysLater: number;
}

/** The ends that can be chosen for a start; the value itself is among them. See EndTimeField. */
export function endOptions(asked: {
  start: string;
  value: string;
  day?: string | undefined;
  stepMinutes: number;
  lengthOf?: ((end: string) => number) | undefined;
}): EndOption[] {
  const { start, value, day, stepMinutes } = asked;
  const lengthOf = asked.lengthOf ?? ((end: string) => wallMinutes(start, end));
  const ends =
    day === undefined
      ? Array.from({ length: dayMinutes / stepMinutes }, (_, index) => plusMinutes(start, (index + 1) * stepMinutes))
      : [...timesOfDay(stepMinutes).map(time => `${day}T${time}`), plusMinutes(`${day}T00:00`, dayMinutes)];
  const all = value > start && !ends.includes(value) ? [...ends, value].sort() : ends;
  return all
    .filter(end => end > start)
    .map(end => ({ end, minutes: lengthOf(end), daysLater: daysBetween(start, end) }))
    .filter(one => one.minutes > 0);
}

/** `14:30` of `2026-11-12T14:30`. */
export function clockOf(local: string): string {
  return local.slice(11, 16);
}

/** `2026-11-12` of `2026-11-12T14:30`. */
export function dayPart(local: string): string {
  return local.slice(0, 10);
}

/** Later by the clock on the wall. */
export function plusMinutes(local: string, minutes: number): string {
  return new Date(Date.parse(`${local}Z`) + minutes * minuteMs).toISOString().slice(0, 16);
}

/** From one local time to another by the clock on the wall. */
export function wallMinutes(from: string, to: string): number {
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / minuteMs;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${dayPart(to)}T00:00Z`) - Date.parse(`${dayPart(from)}T00:00Z`)) / (dayMinutes * minuteMs);
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
