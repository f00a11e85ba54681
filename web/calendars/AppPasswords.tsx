import { createSignal, For, lazy, Show, Suspense } from 'solid-js';
import type { AppPassword } from '../../shared/app-password.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded } from '../ui/states.tsx';
import { calendarsWords } from './calendars-words.ts';
import { useAppPasswords, useCalendarActs } from './data.ts';

const NewPasswordDialog = lazy(() => import('./NewPasswordDialog.tsx'));
const ConfirmDialog = lazy(() => import('../ui/ConfirmDialog.tsx').then(one => ({ default: one.ConfirmDialog })));

/** The programs that may read one's calendars over CalDAV. */
export function AppPasswords() {
  const t = useWords(calendarsWords);
  const passwords = useAppPasswords();
  const [isAdding, setAdding] = createSignal(false);
  return (
    <Section title={t('passwords')} actions={<Button onClick={() => setAdding(true)}>{t('newPassword')}</Button>}>
      <p class="mb-3 text-muted">{t('passwordsLead')}</p>
      <Loaded query={passwords}>
        {page => (
          <Show when={page().items.length > 0} fallback={<p class="text-sm text-muted">{t('noPasswords')}</p>}>
            <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
              <For each={page().items}>{one => <PasswordRow password={one} />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Suspense>
        <Show when={isAdding()}>
          <NewPasswordDialog onClose={() => setAdding(false)} />
        </Show>
      </Suspense>
    </Section>
  );
}

function PasswordRow(props: { password: AppPassword }) {
  const t = useWords(calendarsWords);
  const format = useFormat();
  const { revokePassword } = useCalendarActs();
  const [isAsking, setAsking] = createSignal(false);
  const used = () => {
    const { lastUsedAt, lastClient } = props.password;
    return lastUsedAt ? t('used', format.ago(lastUsedAt, Date.now()), lastClient ?? '?') : t('neverUsed');
  };
  return (
    <li class="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
      <div>
        <p class="font-semibold">{props.password.name}</p>
        <p class="text-sm text-muted">{used()}</p>
      </div>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      <Suspense>
        <Show when={isAsking()}>
          <ConfirmDialog
            danger
            title={t('revoke')}
            confirm={t('revoke')}
            act={async () => void (await revokePassword(props.password.id))}
            onClose={() => setAsking(false)}
          >
            <p>{t('revokePasswordText', props.password.name)}</p>
          </ConfirmDialog>
        </Show>
      </Suspense>
    </li>
  );
}
