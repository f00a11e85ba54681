import { plusDays, startOfDay } from '../../shared/time.ts';
import type { NewRow } from '../database/tables.ts';
import { idOf } from './seed.ts';
import type { World } from './world.ts';

const coordinator = 'Claire Delaunay-Petit';
const derogating = 'limon';

/** Generous: what is booked already stays far below, and one sees in the booking form how a quota is told of. */
export function quotaRows({ today }: Pick<World, 'today'>): {
  quotas: NewRow<'quota'>[];
  derogations: NewRow<'quota_derogation'>[];
} {
  const from = plusDays(today, -60);
  const decision = (day: string) => ({
    ...{ decided_by: 'Bureau', decided_on: day, created_by: idOf('person', coordinator) },
    created_at: startOfDay(plusDays(day, 1), 'Europe/Paris'),
  });
  const quota = { valid_from: from, valid_to: null, ...decision(plusDays(from, -12)) };
  const rooms = idOf('quota', 'rooms');
  return {
    quotas: [
      {
        ...quota,
        ...{ id: rooms, kind: 'room', unit: 'hours', amount: 240, window_days: 30 },
        reason: 'Que les salles mutualisées restent accessibles à toutes les organisations.',
      },
      {
        ...quota,
        ...{ id: idOf('quota', 'vehicles'), kind: 'vehicle', unit: 'bookings', amount: 40, window_days: 30 },
        reason: 'Que les véhicules partagés tournent entre les membres.',
      },
    ],
    derogations: [
      {
        ...{ id: idOf('quota_derogation', derogating), quota_id: rooms, amount: 320 },
        organisation_id: idOf('organisation', derogating),
        ...{ valid_from: plusDays(today, -10), valid_to: plusDays(today, 80) },
        reason: 'Session de formation de trois mois ouverte aux demandeurs d’emploi du territoire.',
        ...decision(plusDays(today, -20)),
      },
    ],
  };
}
