import { useQuery } from '@tanstack/solid-query';
import { createMemo, Index, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { type Audience, audiences } from '../../../shared/words.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection, same } from '../../care/section.ts';
import { useWords } from '../../i18n/locale.tsx';
import { findOrganisations } from '../../lookups.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { accessWords } from './access-words.ts';
import { useKeep } from './keep.ts';

interface Partner {
  organisationId: string;
  maySee: boolean;
  mayBook: boolean;
}
interface Draft {
  visibleTo: Audience;
  bookableBy: Audience;
  sharing: Partner[];
}

/** Who may see a resource and who may book it: the network, its owner, or partners one by one. */
export function SharingSection(props: { resource: ResourceDetail }) {
  const t = useWords(accessWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const organisations = useQuery(() => ({
    queryKey: ['organisations', 'all'],
    queryFn: () => call(api.organisations.$get({ query: { limit: '200' } })),
    staleTime: 300_000,
  }));
  const nameOf = (id: string) => organisations.data?.items.find(one => one.id === id)?.name ?? '…';
  const value = createMemo<Draft>(() => {
    const { visibleTo, bookableBy, sharing = [] } = props.resource;
    return { visibleTo, bookableBy, sharing };
  });
  const section = createSection<Draft>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('saved') });
  const setPartner = (at: number, part: Partial<Partner>) =>
    section.change({ sharing: section.draft().sharing.map((one, i) => (i === at ? { ...one, ...part } : one)) });

  const save = () =>
    void saving.save(async () => {
      const [{ visibleTo, bookableBy, sharing }, target] = [section.draft(), { param: { id: props.resource.id } }];
      let version = section.version();
      if (!same(sharing, section.base().sharing)) {
        const json = sharing;
        const { resource } = await call(api.resources[':id'].sharing.$put({ ...target, json }, ifUnchanged(version)));
        version = resource.version;
      }
      const json = { visibleTo, bookableBy };
      keep((await call(api.resources[':id'].$patch({ ...target, json }, ifUnchanged(version)))).resource);
      return undefined;
    });
  const say = (field: keyof Draft, one: Draft) => ({
    label: t(`field.${field}`),
    value:
      field === 'sharing'
        ? one.sharing.map(partner => nameOf(partner.organisationId)).join(', ') || form('nothing')
        : t(`audience.${one[field]}`),
  });
  const options = audiences.map(one => one);

  return (
    <SectionForm section={section} say={say} busy={saving.busy()} problem={saving.problem()} onSave={save}>
      <p class="text-muted">{t('sharingLead')}</p>
      <div class="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('visibleTo')}
          value={section.draft().visibleTo}
          options={options.map(one => ({ value: one, label: t(`audience.${one}`) }))}
          onChange={given => section.change({ visibleTo: audiences.find(one => one === given) ?? 'network' })}
        />
        <SelectField
          label={t('bookableBy')}
          value={section.draft().bookableBy}
          options={options.map(one => ({ value: one, label: t(`audience.${one}`) }))}
          onChange={given => section.change({ bookableBy: audiences.find(one => one === given) ?? 'network' })}
        />
      </div>
      <Show when={section.draft().visibleTo === 'listed' || section.draft().bookableBy === 'listed'}>
        <fieldset class="rounded-lg border border-line bg-surface p-4">
          <legend class="px-1 text-sm font-semibold">{t('partners')}</legend>
          <ul class="divide-y divide-line">
            <Index each={section.draft().sharing}>
              {(partner, at) => (
                <li class="flex flex-wrap items-center gap-x-4 py-1">
                  <span class="min-w-40 flex-1 font-semibold">{nameOf(partner().organisationId)}</span>
                  <CheckField
                    label={t('maySee')}
                    checked={partner().maySee}
                    onChange={event => {
                      const maySee = event.currentTarget.checked;
                      setPartner(at, { maySee, mayBook: maySee && partner().mayBook });
                    }}
                  />
                  <CheckField
                    label={t('mayBook')}
                    checked={partner().mayBook}
                    onChange={event => {
                      const mayBook = event.currentTarget.checked;
                      setPartner(at, { mayBook, maySee: mayBook || partner().maySee });
                    }}
                  />
                  <IconButton
                    label={t('remove', nameOf(partner().organisationId))}
                    onClick={() => section.change({ sharing: section.draft().sharing.filter((_, i) => i !== at) })}
                  >
                    <IconX aria-hidden="true" class="size-4" />
                  </IconButton>
                </li>
              )}
            </Index>
          </ul>
          <Combobox
            class="mt-2"
            label={t('addPartner')}
            selected={[]}
            search={findOrganisations}
            onChange={([one]) => {
              const known = section.draft().sharing.some(partner => partner.organisationId === one?.value);
              if (!one || known) return;
              const added = { organisationId: one.value, maySee: true, mayBook: true };
              section.change({ sharing: [...section.draft().sharing, added] });
            }}
          />
        </fieldset>
      </Show>
    </SectionForm>
  );
}
