import type { ActView } from '../../shared/history.ts';
import { namedFields } from './words.ts';

export type NamedField = (typeof namedFields)[number];

/** One field of an act, before and after; `from` is undefined where the thing was new. */
export interface FieldChange {
  field: NamedField;
  from: unknown;
  to: unknown;
  isNew: boolean;
}

/** The fields that an act changed and that have a name, in the order of the names. What is no plain value is left out. */
export function changesOf({ before, after }: Pick<ActView, 'before' | 'after'>): FieldChange[] {
  const [old, now] = [sideOf(before), sideOf(after)];
  const isNew = Object.keys(old).length === 0;
  return namedFields.flatMap(field => {
    const [from, to] = [old[field], now[field]];
    const isTold = isPlain(from) && isPlain(to) && from !== to && (to !== undefined || Object.keys(now).length === 0);
    const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
    return isTold && !(isEmpty(from) && isEmpty(to)) ? [{ field, from, to, isNew }] : [];
  });
}

function sideOf(side: unknown): Record<string, unknown> {
  return typeof side === 'object' && side !== null && !Array.isArray(side) ? { ...side } : {};
}

function isPlain(value: unknown): boolean {
  return value === null || ['undefined', 'string', 'number', 'boolean'].includes(typeof value);
}
