import { createSignal, For, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Approval } from '../../shared/approval.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { uiWords } from '../ui/words.ts';
import { usePublishedRules } from './reads.ts';
import { decideWords } from './words.ts';

/** Asks why, since the person who asked will read it, and since it cannot be undone. Reasons are made of published rules and free words. */
export default function DeclineDialog(props: {
  approval: Approval;
  onClose: () => void;
  onDecline: (reason: string) => void;
}) {
  const t = useWords(decideWords);
  const ui = useWords(uiWords);
  const { locale } = useLanguage();
  const [reason, setReason] = createSignal('');
  const [missing, setMissing] = createSignal(false);
  const rules = usePublishedRules(() => [...new Set(props.approval.lines.map(line => line.resourceId))]);
  const templates = () => [...decideWords[locale()].common, ...(rules.data ?? [])];
  let field: HTMLTextAreaElement | undefined;

  const add = (sentence: string) => {
    setReason(text => [text.trim(), sentence].filter(Boolean).join('\n'));
    field?.focus();
  };
  const decline = () => {
    if (!reason().trim()) {
      setMissing(true);
      return field?.focus();
    }
    props.onDecline(reason().trim());
  };
  return (
    <Dialog
      open
      title={t('declineTitle', props.approval.booking.title)}
      description={t('declineText')}
      initialFocus={() => field ?? null}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="danger" onClick={decline}>
            {t('doDecline')}
          </Button>
        </>
      }
    >
      <TextArea
        ref={element => {
          field = element;
        }}
        label={t('reason')}
        hint={t('reasonHint')}
        error={missing() && !reason().trim() ? t('reasonNeeded') : undefined}
        maxLength={1000}
        value={reason()}
        onInput={event => setReason(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) decline();
        }}
      />
      <Show when={templates().length > 0}>
        <h3 class="mb-1 mt-4 text-sm">{t('templates')}</h3>
        <ul class="flex flex-col items-start gap-1">
          <For each={templates()}>
            {sentence => (
              <li>
                <button
                  type="button"
                  class="flex min-h-11 items-start gap-2 rounded-md px-2 py-1.5 text-left text-sm text-primary hover:bg-primary-soft pointer-fine:min-h-8"
                  onClick={() => add(sentence)}
                >
                  <IconPlus aria-hidden="true" class="mt-0.5 size-4 shrink-0" />
                  {sentence}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  );
}
