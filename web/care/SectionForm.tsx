import { For, type JSX, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/states.tsx';
import { uiWords } from '../ui/words.ts';
import { formWords } from './form-words.ts';
import { differing, type Section } from './section.ts';

/**
 * A form over a section: its fields, what others changed meanwhile, what the server said against it, and its two buttons.
 * `say` names a field and writes its value, for the differences.
 */
export function SectionForm<T extends object>(props: {
  section: Section<T>;
  say: (field: keyof T & string, value: T) => { label: string; value: JSX.Element };
  busy: boolean;
  problem: string | undefined;
  onSave: () => void;
  /** What saving is called here, where it is more than that. */
  saveLabel?: string;
  /** A thing that is published anew can be saved as it is. */
  canSave?: boolean;
  children: JSX.Element;
}) {
  const t = useWords(uiWords);
  return (
    <form
      noValidate
      class="flex max-w-3xl flex-col gap-4"
      onSubmit={event => {
        event.preventDefault();
        props.onSave();
      }}
    >
      {props.children}
      <Show when={props.section.theirs()}>
        {theirs => <Differences section={props.section} theirs={theirs()} say={props.say} />}
      </Show>
      <Show when={props.problem}>
        {problem => (
          <div role="alert">
            <Notice tone="danger">{problem()}</Notice>
          </div>
        )}
      </Show>
      <div class="sticky bottom-(--tabs-height) -mx-1 flex flex-wrap gap-2 border-t border-line bg-paper px-1 py-3">
        <Button
          type="submit"
          look="primary"
          busy={props.busy}
          disabled={props.section.theirs() !== null || !(props.canSave ?? props.section.isChanged())}
        >
          {props.saveLabel ?? t('save')}
        </Button>
        <Show when={props.section.isChanged() && !props.busy}>
          <Button look="quiet" onClick={() => props.section.takeTheirs()}>
            {t('discard')}
          </Button>
        </Show>
      </div>
    </form>
  );
}

function Differences<T extends object>(props: {
  section: Section<T>;
  theirs: T;
  say: (field: keyof T & string, value: T) => { label: string; value: JSX.Element };
}) {
  const t = useWords(formWords);
  return (
    <div role="alert" class="rounded-md border-l-4 border-waiting bg-waiting-soft p-3 text-on-waiting-soft">
      <p class="font-bold">{t('changedByOther')}</p>
      <p class="text-sm">{t('changedText')}</p>
      <dl class="my-2 text-sm">
        <For each={differing(props.section.base(), props.theirs)}>
          {field => (
            <div class="flex flex-wrap gap-x-2">
              <dt class="font-semibold">{props.say(field, props.theirs).label}</dt>
              <dd>
                {t('from')} « {props.say(field, props.section.base()).value} », {t('to')} «{' '}
                {props.say(field, props.theirs).value} »
              </dd>
            </div>
          )}
        </For>
      </dl>
      <div class="flex flex-wrap gap-2">
        <Button onClick={() => props.section.keepMine()}>{t('keepMine')}</Button>
        <Button onClick={() => props.section.takeTheirs()}>{t('takeTheirs')}</Button>
      </div>
    </div>
  );
}
