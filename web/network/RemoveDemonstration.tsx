import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { forgetOffline } from '../shell/offline.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Section } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { networkWords } from './words.ts';

/** Takes the made-up network out, and leads to where the real one begins. */
export function RemoveDemonstration() {
  const t = useWords(networkWords);
  const client = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const { busy, problem, run } = useAct();
  const remove = () =>
    run(async () => {
      const { token } = await call(api.network.demonstration.$delete());
      await forgetOffline();
      client.clear();
      // A new page, not another view: nothing of what was known may stay.
      location.assign(`/first-run#${token}`);
    });
  return (
    <Section title={t('demonstration')} class="mt-10">
      <p class="mb-3 max-w-prose">{t('demonstrationText')}</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        open={isAsking()}
        title={t('removeTitle')}
        confirm={t('remove')}
        danger
        busy={busy()}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      >
        <p class="mb-3">{t('removeText')}</p>
        <ProblemNotice problem={problem()} />
      </ConfirmDialog>
    </Section>
  );
}
