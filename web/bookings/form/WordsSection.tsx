import { createSignal, Show } from 'solid-js';
import { limits } from '../../../shared/limits.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import type { FormModel } from './model.ts';
import { formWords } from './words.ts';

/** The title, which nobody has to give, and what it is for: asked where somebody decides, offered elsewhere. */
export function WordsSection(props: { model: FormModel }) {
  const t = useWords(formWords);
  const [open, setOpen] = createSignal(props.model.state.purpose !== '');
  const isDecided = () => props.model.decided().length > 0;
  return (
    <section class="flex flex-col gap-3">
      <TextField
        label={t('title')}
        optional={t('optional')}
        maxLength={limits.titleLength}
        placeholder={props.model.draft.changing?.title ?? props.model.organisationName()}
        value={props.model.state.title}
        onInput={event => props.model.set('title', event.currentTarget.value)}
      />
      <Show
        when={open() || isDecided()}
        fallback={
          <Button look="quiet" class="-ml-3 self-start" onClick={() => setOpen(true)}>
            {t('addPurpose')}
          </Button>
        }
      >
        <TextArea
          label={t('purpose')}
          optional={t('optional')}
          hint={isDecided() ? t('purposeHint') : undefined}
          maxLength={limits.purposeLength}
          rows={2}
          value={props.model.state.purpose}
          onInput={event => props.model.set('purpose', event.currentTarget.value)}
        />
      </Show>
    </section>
  );
}
