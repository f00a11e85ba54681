import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { useMedia } from '../ui/media.ts';
import type { Place } from './place.ts';
import { deskMeasures, phoneMeasures } from './rows.ts';
import { makeScale } from './scale.ts';
import { spanOf, type View } from './span.ts';

/** The hours of a day that are drawn unless all are asked for. */
const usualHours = { fromMinute: 7 * 60, toMinute: 21 * 60 };
const minHourWidth = { day: 44, week: 10.5, month: 2.5, list: 44 } satisfies Record<View, number>;
/** Pixels across an A4 sheet on its side, within its margins. */
const sheetWidth = 1040;

/** How wide and how high a place is drawn: on a desk, on a phone, on paper. */
export function useLayout(place: Accessor<Place>, zone: Accessor<string>, isPhone: Accessor<boolean>) {
  const isPrinting = usePrinting();
  const [width, setWidth] = createSignal(innerWidth);
  /** A sheet is laid out as a desk is, whatever prints it. */
  const isStacked = () => isPhone() && !isPrinting();
  const side = () => (isStacked() ? 0 : width() < 1100 ? 190 : 240);
  const scale = createMemo(() => {
    const { view, date, allHours } = place();
    const hours = allHours ? { fromMinute: 0, toMinute: 1440 } : usualHours;
    const least = isPrinting() ? 0 : ((hours.toMinute - hours.fromMinute) / 60) * minHourWidth[view];
    const across = (isPrinting() ? sheetWidth : width()) - side();
    return makeScale({ zone: zone(), ...spanOf(view, date), ...hours, width: across, minDayWidth: least });
  });
  return {
    isPhone,
    isPrinting,
    /** The pixels that the grid was given. */
    setWidth,
    /** Pixels of the column of names; 0 where they stand above their rows. */
    side,
    measures: () => (isStacked() ? phoneMeasures : deskMeasures),
    scale,
  };
}

/** Whether the page is for paper: known before the sheets are counted, which the media query alone comes too late for. */
function usePrinting(): Accessor<boolean> {
  const isPaper = useMedia('print');
  const [isAsked, setAsked] = createSignal(false);
  const begin = () => setAsked(true);
  const end = () => setAsked(false);
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  onCleanup(() => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
  });
  return () => isPaper() || isAsked();
}
