import { createSignal } from 'solid-js';
import type { AffectedBooking } from '../../shared/resource.ts';
import { ApiProblem } from '../api.ts';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import type { Effect } from './EffectDialog.tsx';
import type { Section } from './section.ts';

/** What saving needs to know of where it stands. */
interface Saving {
  /** Reads the thing again; asked when it has moved on. */
  refresh: () => Promise<unknown>;
  section?: Pick<Section<object>, 'theirs'>;
  /** Said once it is saved. */
  saved: () => string;
}

/**
 * Saves a form: what stands in the way of it is kept to be shown, with what was typed. When only another part of the thing
 * moved on meanwhile, it is read again and sent once more.
 */
export function useSave({ refresh, section, saved }: Saving) {
  const { busy, problem, run } = useAct();
  const [effect, setEffect] = createSignal<Effect | null>(null);
  /** @param act answers an effect when it wants a choice before it saves, nothing when it has saved */
  const save = (act: () => Promise<Effect | undefined>) =>
    run(async () => {
      const asked = await again(act).catch(error => {
        const bookings = bookingsOf(error);
        if (bookings.length === 0) throw error;
        return { outcome: 'refused' as const, bookings };
      });
      setEffect(asked ?? null);
      if (!asked) toast(saved, { tone: 'good' });
    });
  const again = async (act: () => Promise<Effect | undefined>) => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'stale')) throw error;
      await refresh();
      if (section?.theirs()) throw error;
      return act();
    }
  };
  return { busy, effect, save, forget: () => setEffect(null), problem: () => problem()?.message };
}

/** The bookings that a refusal names. */
export function bookingsOf(error: unknown): AffectedBooking[] {
  const isAffected = error instanceof ApiProblem && error.code === 'bookings_affected';
  return isAffected && Array.isArray(error.body.bookings) ? (error.body.bookings as AffectedBooking[]) : [];
}
