import { Show } from 'solid-js';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import type { FormModel } from './model.ts';
import { bookedDates } from './RulesSection.tsx';
import { formWords } from './words.ts';

const named = 2;

/** Says what pressing it does: books, saves, or asks whom, and how long an answer usually takes, or takes at most. */
export function SubmitButton(props: {
  model: FormModel;
  onSubmit: () => void;
  ref: (button: HTMLButtonElement) => void;
}) {
  const t = useWords(formWords);
  const format = useFormat();
  const decided = () => props.model.decided();
  const label = () => {
    if (decided().length > 0) return t('request', who());
    if (props.model.draft.changing) return t('save');
    return props.model.isSeries() ? t('bookDates', bookedDates(props.model)) : t('book');
  };
  const who = () => {
    const people = [...new Set(decided().flatMap(one => (one.managers.length > 0 ? one.managers : [one.owner.name])))];
    const rest = people.length - named;
    const names = people.slice(0, named);
    return [...names, ...(rest > 0 ? [t('others', rest)] : [])].join(` ${t('or')} `);
  };
  const when = () => {
    const usual = decided().map(one => one.usualDecisionMinutes);
    const known = usual.flatMap(one => one ?? []);
    if (known.length === usual.length) return t('usually', format.length(roundLength(Math.max(...known))));
    return t('atMost', format.length(Math.max(...decided().map(one => one.decisionHours)) * 60));
  };
  return (
    <Button
      ref={props.ref}
      look="primary"
      class="max-sm:w-full"
      aria-keyshortcuts="Control+Enter"
      onClick={() => props.onSubmit()}
    >
      <span class="flex flex-col py-1.5 leading-tight">
        <span>{label()}</span>
        <Show when={decided().length > 0}>
          <span class="text-xs font-normal"> {when()}</span>
        </Show>
      </span>
    </Button>
  );
}

/** To the quarter under two hours, to the hour under two days, to the day above: a habit is no appointment. */
function roundLength(minutes: number): number {
  const grain = minutes < 120 ? 15 : minutes < 2880 ? 60 : 1440;
  return Math.max(grain, Math.round(minutes / grain) * grain);
}
