import { createMemo, createSignal, For, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Field, inputClass } from '../ui/Field.tsx';
import { useCatalogue } from './data.ts';
import type { ChangeNeeds } from './NeedsForm.tsx';
import type { Needs } from './needs.ts';
import { findWords } from './words.ts';

/** Everywhere, near where one is (asked of the browser only when that is chosen), a commune, or one site. */
export function PlaceNeed(props: { needs: Needs; onChange: ChangeNeeds }) {
  const t = useWords(findWords);
  const catalogue = useCatalogue();
  const [state, setState] = createSignal<'locating' | 'failed'>();
  const places = createMemo(() => {
    const sites = new Map((catalogue.data ?? []).map(one => [one.site.id, one.site]));
    const inOrder = <T,>(list: T[], nameOf: (one: T) => string) =>
      list.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'));
    return {
      sites: inOrder([...sites.values()], one => one.name),
      communes: inOrder([...new Set([...sites.values()].map(one => one.commune))], one => one),
    };
  });
  const value = () => {
    const { siteId, commune, near } = props.needs;
    return siteId ? `site:${siteId}` : commune ? `commune:${commune}` : near ? 'near' : '';
  };
  const choose = async (choice: string) => {
    setState(undefined);
    const nowhere = { siteId: undefined, commune: undefined };
    if (choice === 'near') {
      setState('locating');
      const near = await whereIAm();
      setState(near ? undefined : 'failed');
      if (near) props.onChange({ ...nowhere, near, sort: 'distance' });
      return;
    }
    const [what, ...rest] = choice.split(':');
    const sort = props.needs.sort === 'distance' ? 'fit' : props.needs.sort;
    props.onChange({
      ...nowhere,
      near: undefined,
      sort,
      ...(what ? { [`${what === 'site' ? 'siteId' : what}`]: rest.join(':') } : {}),
    });
  };
  return (
    <div>
      <Field label={t('place')} error={state() === 'failed' ? t('notLocated') : undefined}>
        {ids => (
          <select {...ids} class={`${inputClass} pr-9`} onChange={event => void choose(event.currentTarget.value)}>
            <option value="" selected={value() === ''}>
              {t('anywhere')}
            </option>
            <option value="near" selected={value() === 'near'}>
              {t('nearMe')}
            </option>
            <optgroup label={t('communes')}>
              <For each={places().communes}>
                {commune => (
                  <option value={`commune:${commune}`} selected={value() === `commune:${commune}`}>
                    {commune}
                  </option>
                )}
              </For>
            </optgroup>
            <optgroup label={t('sites')}>
              <For each={places().sites}>
                {site => (
                  <option value={`site:${site.id}`} selected={value() === `site:${site.id}`}>
                    {site.name}
                  </option>
                )}
              </For>
            </optgroup>
          </select>
        )}
      </Field>
      <p role="status" class="text-sm text-muted">
        <Show when={state() === 'locating'}>{t('locating')}</Show>
      </p>
    </div>
  );
}

/** Latitude and longitude to a hundredth of a degree (a kilometre), or null when the browser does not tell. */
function whereIAm(): Promise<string | null> {
  return new Promise(resolve => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(`${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
}
