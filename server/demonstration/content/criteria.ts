import type { NewRow } from '../../database/tables.ts';

type Limits = Omit<NewRow<'criteria'>, 'resource_id' | 'version' | 'published_at' | 'id'> & {
  increment_minutes: number;
  notice_minutes: number;
  horizon_days: number;
  within_opening_hours: boolean;
};

const hour = 60;
const day = 24 * hour;

/** The rules that owners publish in advance, by family. Lengths in minutes. */
export const criteria = {
  meeting: {
    min_minutes: 30,
    max_minutes: 10 * hour,
    increment_minutes: 15,
    notice_minutes: 0,
    cancel_notice_minutes: 2 * hour,
    horizon_days: 400,
    within_opening_hours: true,
  },
  training: {
    min_minutes: hour,
    max_minutes: 10 * hour,
    increment_minutes: 30,
    notice_minutes: 12 * hour,
    cancel_notice_minutes: 2 * day,
    horizon_days: 400,
    within_opening_hours: true,
  },
  hall: {
    min_minutes: 2 * hour,
    max_minutes: 14 * hour,
    increment_minutes: 30,
    notice_minutes: 2 * day,
    notice_in_open_days: true,
    cancel_notice_minutes: 7 * day,
    horizon_days: 420,
    within_opening_hours: true,
  },
  kitchen: {
    min_minutes: 2 * hour,
    max_minutes: 10 * hour,
    increment_minutes: 30,
    notice_minutes: day,
    cancel_notice_minutes: day,
    horizon_days: 400,
    within_opening_hours: true,
  },
  vehicle: {
    min_minutes: hour,
    max_minutes: 4 * day,
    increment_minutes: 30,
    notice_minutes: 0,
    cancel_notice_minutes: day,
    horizon_days: 400,
    within_opening_hours: false,
  },
  bike: {
    min_minutes: 30,
    max_minutes: 3 * day,
    increment_minutes: 30,
    notice_minutes: 0,
    cancel_notice_minutes: 2 * hour,
    horizon_days: 90,
    within_opening_hours: false,
  },
  pool: {
    min_minutes: hour,
    max_minutes: 7 * day,
    increment_minutes: 30,
    notice_minutes: hour,
    cancel_notice_minutes: day,
    horizon_days: 400,
    min_quantity: 1,
    within_opening_hours: false,
  },
  tool: {
    min_minutes: hour,
    max_minutes: 4 * day,
    increment_minutes: 30,
    notice_minutes: 2 * hour,
    cancel_notice_minutes: day,
    horizon_days: 120,
    within_opening_hours: false,
  },
  staff: {
    min_minutes: 3 * hour,
    max_minutes: 8 * hour,
    increment_minutes: 30,
    notice_minutes: 2 * day,
    notice_in_open_days: true,
    cancel_notice_minutes: 2 * day,
    horizon_days: 400,
    within_opening_hours: true,
  },
} satisfies Record<string, Limits>;

export type CriteriaFamily = keyof typeof criteria;
