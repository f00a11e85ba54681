import { For, Show } from 'solid-js';
import type { ResourceDetail } from '../../shared/resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { resourcePageWords } from './page-words.ts';
import { useTariffWords } from './tariff.ts';

/** On which terms it is lent: the tariff, who decides and how fast, the rules, and the owner's own words. */
export function Offer(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const tariffWords = useTariffWords();
  return (
    <Section title={t('offer')}>
      <Card class="flex flex-col gap-4">
        <div>
          <h3 class="text-sm font-semibold text-muted">{t('tariff')}</h3>
          <Show when={props.resource.tariff} fallback={<p>{t('noTariff')}</p>}>
            {tariff => (
              <>
                <p class="text-lg font-bold">{tariffWords(tariff())}</p>
                <Show when={tariff().note}>
                  <p class="whitespace-pre-line text-sm">{tariff().note}</p>
                </Show>
              </>
            )}
          </Show>
        </div>
        <Decision resource={props.resource} />
        <div>
          <h3 class="text-sm font-semibold text-muted">{t('rules')}</h3>
          <Show when={props.resource.criteriaInWords.length > 0} fallback={<p>{t('noRules')}</p>}>
            <ul class="list-disc pl-5">
              <For each={props.resource.criteriaInWords}>{rule => <li>{rule}</li>}</For>
            </ul>
          </Show>
        </div>
        <Terms resource={props.resource} />
      </Card>
    </Section>
  );
}

function Decision(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  const asks = () => props.resource.approval !== 'automatic';
  const isOwn = () =>
    props.resource.approval === 'automatic_for_owner' &&
    props.resource.forMyOrganisations.some(one => one.organisationId === props.resource.owner.id);
  const who = () => (props.resource.managers.length > 0 ? format.list(props.resource.managers) : t('anyManager'));
  return (
    <div>
      <h3 class="text-sm font-semibold text-muted">{t('approval')}</h3>
      <Show when={asks()} fallback={<p>{t('automatic')}</p>}>
        <p>{t('onApproval', who())}</p>
        <p class="text-sm">{t('within', format.length(props.resource.decisionHours * 60))}</p>
        <p class="text-sm">{t(props.resource.pendingRequests === 'hold' ? 'holds' : 'competes')}</p>
        <Show when={isOwn()}>
          <p class="text-sm font-semibold">{t('ownAutomatic')}</p>
        </Show>
      </Show>
    </div>
  );
}

function Terms(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  return (
    <Show when={props.resource.terms} fallback={<p class="text-sm">{t('noTerms')}</p>}>
      {terms => (
        <details>
          <summary class="min-h-9 content-center font-semibold text-primary">
            {t('terms')}
            <span class="block text-sm font-normal text-muted">
              {t('termsVersion', terms().version, format.day(terms().effectiveFrom, props.resource.site.timeZone))}
            </span>
          </summary>
          <p class="mt-2 whitespace-pre-line text-sm">{terms().body}</p>
        </details>
      )}
    </Show>
  );
}
