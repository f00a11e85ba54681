import { For, Show } from 'solid-js';
import type { Alternative, NewLine } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { alternativeWords } from './form/words.ts';

interface AlternativesProps {
  alternatives: Alternative[];
  /** What was asked for: of the lines of an equivalent only the others are named. */
  wanted: NewLine[];
  /** That of the site. */
  zone: string;
  /** Takes it over, to be looked at. */
  onChoose: (alternative: Alternative) => void;
  /** Books it at once. */
  onBook?: ((alternative: Alternative) => void) | undefined;
}

/** The ways out of a refusal: the nearest free times, then equivalents that are free, each one gesture away. */
export function Alternatives(props: AlternativesProps) {
  const t = useWords(alternativeWords);
  const of = (kind: Alternative['kind']) => props.alternatives.filter(one => one.kind === kind);
  return (
    <div class="flex flex-col gap-3">
      <Group title={t('otherTimes')} {...props} alternatives={of('time')} />
      <Group title={t('otherResources')} {...props} alternatives={of('resource')} />
    </div>
  );
}

function Group(props: AlternativesProps & { title: string }) {
  return (
    <Show when={props.alternatives.length > 0}>
      <section>
        <h3 class="mb-1 text-sm font-semibold">{props.title}</h3>
        <ul class="divide-y divide-line rounded-md border border-line">
          <For each={props.alternatives}>{one => <Row {...props} alternative={one} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function Row(props: AlternativesProps & { alternative: Alternative }) {
  const t = useWords(alternativeWords);
  const format = useFormat();
  const what = () =>
    props.alternative.kind === 'time'
      ? format.span(props.alternative.startsAt, props.alternative.endsAt, props.zone)
      : format.list(newNames(props.alternative, props.wanted));
  const facts = () => {
    const { kind, distance, needsApproval } = props.alternative;
    const far = distance === null ? '' : distance === 0 ? t('sameSite') : t('away', format.number(distance));
    return [kind === 'resource' ? far : '', needsApproval ? t('onRequest') : ''].filter(Boolean).join(', ');
  };
  const act = () => (props.alternative.needsApproval ? (['ask', 'askOf'] as const) : (['book', 'bookOf'] as const));
  return (
    <li class="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 py-1.5 pl-3 pr-1.5">
      <p class="min-w-40 flex-1 text-sm">
        <span class="font-semibold">{what()}</span>
        <Show when={facts()}>
          <span class="text-muted"> · {facts()}</span>
        </Show>
      </p>
      <Button look="quiet" aria-label={t('chooseOf', what())} onClick={() => props.onChoose(props.alternative)}>
        {t('choose')}
      </Button>
      <Show when={props.onBook}>
        {book => (
          <Button aria-label={t(act()[1], what())} onClick={() => book()(props.alternative)}>
            {t(act()[0])}
          </Button>
        )}
      </Show>
    </li>
  );
}

/** The resources of an alternative that were not asked for. */
export function newNames(alternative: Alternative, wanted: NewLine[]): string[] {
  const asked = new Set(wanted.map(line => line.resourceId));
  return alternative.lines.filter(line => !asked.has(line.resourceId)).map(line => line.resourceName);
}
