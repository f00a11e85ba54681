import { createEffect, createSignal, on } from 'solid-js';
import { useUnsaved } from '../ui/LeaveGuard.tsx';

/** One part of a thing under care, while a person changes it. */
export interface Section<T> {
  draft: () => T;
  change: (part: Partial<T>) => void;
  /** For what has no fixed fields: all of it. */
  replace: (whole: T) => void;
  isChanged: () => boolean;
  /** The version to state: that of what the draft began from. */
  version: () => number;
  /** What others have made of it since the draft began, where that differs; null otherwise. */
  theirs: () => T | null;
  /** What the draft began from. */
  base: () => T;
  keepMine: () => void;
  takeTheirs: () => void;
}

/**
 * A draft of one part of a thing that others may change meanwhile. While nothing is typed it follows them. Once something is,
 * it stays, and what they changed of this part is shown; a change of another part only moves the version on.
 */
export function createSection<T extends object>(value: () => T, version: () => number): Section<T> {
  const [start, setStart] = createSignal({ value: value(), version: version() });
  const [draft, setDraft] = createSignal<T>(value());
  const [theirs, setTheirs] = createSignal<T | null>(null);
  const isChanged = () => !same(draft(), start().value);
  const begin = (from: T) => {
    setStart({ value: from, version: version() });
    setTheirs(null);
  };

  createEffect(
    on([value, version], ([now]) => {
      if (same(now, start().value)) return begin(start().value);
      if (!isChanged() || same(now, draft())) {
        setDraft(() => now);
        return begin(now);
      }
      setTheirs(() => now);
    }),
  );
  useUnsaved(isChanged);

  return {
    draft,
    change: part => setDraft(now => ({ ...now, ...part })),
    replace: whole => setDraft(() => whole),
    isChanged,
    version: () => start().version,
    theirs,
    base: () => start().value,
    keepMine: () => begin(theirs() ?? start().value),
    takeTheirs: () => {
      setDraft(() => value());
      begin(value());
    },
  };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields in which two versions of a part differ. */
export function differing<T extends object>(a: T, b: T): (keyof T & string)[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof T & string)[]);
  return [...keys].filter(key => !same(a[key], b[key]));
}
