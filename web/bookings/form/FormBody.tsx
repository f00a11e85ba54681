import { onCleanup, onMount, Show } from 'solid-js';
import type { Alternative } from '../../../shared/booking.ts';
import { useWords } from '../../i18n/locale.tsx';
import { useMe } from '../../people/session.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/states.tsx';
import { Alternatives } from '../Alternatives.tsx';
import { LinesSection } from './LinesSection.tsx';
import type { FormModel } from './model.ts';
import { RulesSection } from './RulesSection.tsx';
import { ScopeSection } from './ScopeSection.tsx';
import { SeriesSection } from './SeriesSection.tsx';
import { localOf } from './state.ts';
import type { Submission } from './submit.ts';
import { TimeSection } from './TimeSection.tsx';
import { WaitHere } from './WaitHere.tsx';
import { WordsSection } from './WordsSection.tsx';
import { formWords } from './words.ts';

/** The parts of the form, in the order in which one asks oneself. Ctrl+Enter books from anywhere in it. */
export function FormBody(props: { model: FormModel; submission: Submission; onReady: () => void }) {
  const t = useWords(formWords);
  const changing = () => props.model.draft.changing;
  const ofSeries = () => (changing()?.seriesId ? changing() : undefined);
  onMount(() => {
    // The dialog gives the focus to its first control once it has it; what is asked for comes after.
    const frame = requestAnimationFrame(() => props.onReady());
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      props.submission.submit();
    };
    addEventListener('keydown', onKey);
    onCleanup(() => {
      cancelAnimationFrame(frame);
      removeEventListener('keydown', onKey);
    });
  });
  return (
    <div class="flex flex-col gap-4">
      <Refusal model={props.model} />
      <Show when={ofSeries()}>{booking => <ScopeSection model={props.model} booking={booking()} />}</Show>
      <OnBehalf model={props.model} />
      <LinesSection model={props.model} missing={props.submission.attempted()} />
      <TimeSection model={props.model} />
      <Ways model={props.model} submission={props.submission} onChosen={props.onReady} />
      <WaitHere model={props.model} onLeave={props.submission.leave} />
      <Show when={!props.model.isSeries() && props.model.problem()}>
        {problem => <Notice tone="danger">{problem().message}</Notice>}
      </Show>
      <Show when={!changing()}>
        <SeriesSection model={props.model} settling={props.submission.attempted()} />
      </Show>
      <WordsSection model={props.model} />
      <RulesSection model={props.model} />
      <Decision model={props.model} />
      <span class="sr-only" role="status">
        {props.model.isChecked() &&
        !props.model.isSeries() &&
        props.model.occurrences().length > 0 &&
        !props.model.isBlocked()
          ? t('freeNow')
          : ''}
      </span>
    </div>
  );
}

/** Why the server did not take it, when the form comes back; gone once something else is asked for. */
function Refusal(props: { model: FormModel }) {
  const t = useWords(formWords);
  return (
    <Show when={props.model.refusal()}>
      {refusal => (
        <div role="alert">
          <Notice tone="danger">
            <span class="font-semibold">{t('cannot')}</span> {refusal().message}
          </Notice>
        </div>
      )}
    </Show>
  );
}

function OnBehalf(props: { model: FormModel }) {
  const t = useWords(formWords);
  const { me } = useMe();
  return (
    <Show when={me().affiliations.length > 1}>
      <SelectField
        label={t('onBehalf')}
        value={props.model.state.organisationId}
        options={me().affiliations.map(one => ({ value: one.organisationId, label: one.organisationName }))}
        onChange={id => props.model.set('organisationId', id)}
      />
    </Show>
  );
}

/** Other times and other resources, as soon as it is known that room is lacking. A refusal comes with them. */
function Ways(props: { model: FormModel; submission: Submission; onChosen: () => void }) {
  const take = (one: Alternative) => {
    const zone = props.model.state.zone;
    props.model.set({
      start: localOf(one.startsAt, zone),
      end: localOf(one.endsAt, zone),
      lines: one.lines.map(({ resourceId, quantity }) => ({ resourceId, quantity })),
    });
  };
  const bookNow = (one: Alternative) => {
    take(one);
    props.submission.submit({ anyway: true });
  };
  return (
    <Show when={(props.model.refusal() || props.model.isBlocked()) && props.model.alternatives().length > 0}>
      <Alternatives
        alternatives={props.model.alternatives()}
        wanted={props.model.state.lines}
        zone={props.model.state.zone}
        onChoose={one => {
          take(one);
          props.onChosen();
        }}
        onBook={bookNow}
      />
    </Show>
  );
}

/** What a decision means for what one has, and for what one asks. */
function Decision(props: { model: FormModel }) {
  const t = useWords(formWords);
  const competing = () => props.model.decided().filter(one => one.pendingRequests === 'compete');
  const keepsOld = () => props.model.draft.changing?.status === 'confirmed' && props.model.decided().length > 0;
  return (
    <Show when={keepsOld() || competing().length > 0 || props.model.draft.changing?.change}>
      <Notice tone="waiting">
        <Show when={props.model.draft.changing?.change}>
          <p>{t('changeWaits')}</p>
        </Show>
        <Show when={keepsOld()}>
          <p>{t('oldKept')}</p>
        </Show>
        <Show when={!keepsOld() && competing()[0]}>{one => <p>{t('competes', one().name)}</p>}</Show>
      </Notice>
    </Show>
  );
}
