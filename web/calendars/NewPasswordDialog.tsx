import { createSignal, For, Show } from 'solid-js';
import IconCopy from '~icons/lucide/copy';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { copyText } from '../ui/copy.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { say } from '../ui/LiveText.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { calendarsWords } from './calendars-words.ts';
import { useCalendarActs } from './data.ts';

/** Names a program, then shows once what to type into it. */
export default function NewPasswordDialog(props: { onClose: () => void }) {
  const t = useWords(calendarsWords);
  const { makePassword } = useCalendarActs();
  const { busy, problem, run } = useAct();
  const [name, setName] = createSignal('');
  const [lines, setLines] = createSignal<[label: string, value: string][] | null>(null);
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const made = await makePassword(name());
      setLines([
        [t('server'), made.server],
        [t('userName'), made.userName],
        [t('password'), made.password],
      ]);
    });
  };
  return (
    <Dialog open title={t('newPassword')} onClose={props.onClose}>
      <Show
        when={lines()}
        fallback={
          <form class="flex flex-col gap-4" onSubmit={make}>
            <TextField
              label={t('programName')}
              hint={t('programHint')}
              required
              maxlength="100"
              value={name()}
              onInput={event => setName(event.currentTarget.value)}
            />
            <ProblemNotice problem={problem()} />
            <div class="flex justify-end gap-2">
              <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
              <Button type="submit" look="primary" busy={busy()}>
                {t('newPassword')}
              </Button>
            </div>
          </form>
        }
      >
        {made => (
          <>
            <p class="mb-3">{t('passwordOnce')}</p>
            <dl class="flex flex-col gap-2">
              <For each={made()}>{([label, value]) => <CopiedLine label={label} value={value} />}</For>
            </dl>
            <div class="mt-4 flex justify-end">
              <Button look="primary" onClick={() => props.onClose()}>
                {t('done')}
              </Button>
            </div>
          </>
        )}
      </Show>
    </Dialog>
  );
}

function CopiedLine(props: { label: string; value: string }) {
  const t = useWords(calendarsWords);
  const ui = useWords(uiWords);
  let shown: HTMLElement | undefined;
  const copy = async () => {
    if (await copyText(props.value)) return say(ui('copied'));
    if (shown) getSelection()?.selectAllChildren(shown);
    toast(() => ui('notCopied'), { tone: 'danger' });
  };
  return (
    <div class="flex items-center justify-between gap-3 rounded-md bg-sunken px-3 py-1">
      <div class="min-w-0">
        <dt class="text-sm text-muted">{props.label}</dt>
        <dd ref={shown} class="font-semibold break-all">
          {props.value}
        </dd>
      </div>
      <IconButton label={t('copyLine', props.label)} onClick={() => void copy()}>
        <IconCopy aria-hidden="true" class="size-4" />
      </IconButton>
    </div>
  );
}
