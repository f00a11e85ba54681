import { createSignal } from 'solid-js';

/**
 * One act of a form: whether it is under way, and what the server said against it. A second press meanwhile does nothing;
 * the problem goes away with the next attempt.
 */
export function useAct() {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Error | null>(null);
  const run = async (act: () => Promise<void>): Promise<boolean> => {
    if (busy()) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
