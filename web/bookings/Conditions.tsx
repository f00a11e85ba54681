import { For, Show } from 'solid-js';
import IconOpen from '~icons/lucide/chevron-right';
import type { Conditions as LineConditions } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded } from '../ui/states.tsx';
import { bookingWords } from './booking-words.ts';
import { useConditions } from './reads.ts';

/** The terms and the tariff that a booking was made under, whatever its owners have published since. */
export default function Conditions(props: { bookingId: string }) {
  const t = useWords(bookingWords);
  const query = useConditions(() => props.bookingId);
  return (
    <Section title={t('conditions')}>
      <Loaded query={query}>
        {found => (
          <div class="flex flex-col gap-2">
            <For each={found().items}>{one => <OfLine conditions={one} />}</For>
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function OfLine(props: { conditions: LineConditions }) {
  const t = useWords(bookingWords);
  const format = useFormat();
  const price = () => {
    const { tariff } = props.conditions;
    if (!tariff || tariff.unit === 'free') return t('free');
    return `${format.money(tariff.amountCents)} ${t(`units.${tariff.unit}`)}`;
  };
  const isReplaced = () => props.conditions.terms?.inForce === false || props.conditions.tariff?.inForce === false;
  return (
    <details class="group rounded-lg border border-line bg-surface px-4">
      <summary class="flex min-h-11 flex-wrap items-center gap-x-3 py-2">
        <IconOpen aria-hidden="true" class="size-4 shrink-0 text-muted group-open:rotate-90" />
        <span class="font-semibold">{props.conditions.resourceName}</span>
        <span class="text-muted">{price()}</span>
      </summary>
      <div class="border-t border-line py-3 text-sm">
        <Show when={isReplaced()}>
          <p class="mb-2 font-medium">{t('replaced')}</p>
        </Show>
        <Show when={props.conditions.tariff?.note}>{note => <p class="mb-2">{note()}</p>}</Show>
        <Show when={props.conditions.terms} fallback={<p>{t('noTerms')}</p>}>
          {terms => (
            <>
              <p class="text-muted">{t('terms', terms().version, format.day(terms().effectiveFrom, 'Europe/Paris'))}</p>
              <p class="mt-2 whitespace-pre-line">{terms().body}</p>
            </>
          )}
        </Show>
      </div>
    </details>
  );
}
