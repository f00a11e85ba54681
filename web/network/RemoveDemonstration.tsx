import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { forgetOffline } from '../shell/offline.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Section } from '../ui/Page.tsx';
import { networkWords } from './words.ts';

/** Takes the made-up network out, and leads to where the real one begins. */
export function RemoveDemonstration() {
  const t = useWords(networkWords);
  const client = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const remove = async () => {
    const { token } = await call(api.network.demonstration.$delete());
    await forgetOffline();
    client.clear();
    // A new page, not another view: nothing of what was known may stay.
    location.assign(`/first-run#${token}`);
  };
  return (
    <Section title={t('demonstration')} class="mt-10">
      <p class="mb-3 max-w-prose">{t('demonstrationText')}</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <Show when={isAsking()}>
        <ConfirmDialog
          title={t('removeTitle')}
          confirm={t('remove')}
          danger
          act={remove}
          onClose={() => setAsking(false)}
        >
          <p>{t('removeText')}</p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
