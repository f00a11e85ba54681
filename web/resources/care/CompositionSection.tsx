import { createMemo, Index, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { EffectDialog } from '../../care/EffectDialog.tsx';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection } from '../../care/section.ts';
import { useWords } from '../../i18n/locale.tsx';
import { findManagedResources } from '../../lookups.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { accessWords } from './access-words.ts';
import { useKeep } from './keep.ts';

interface Named {
  value: string;
  label: string;
}
interface Draft {
  parts: Named[];
  components: (Named & { quantity: number })[];
}

/** What a resource is made of: the parts of a divisible room, the content of a kit. */
export function CompositionSection(props: { resource: ResourceDetail }) {
  const t = useWords(accessWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const value = createMemo<Draft>(() => ({
    parts: props.resource.parts.map(one => ({ value: one.id, label: one.name })),
    components: props.resource.components.map(one => ({ value: one.id, label: one.name, quantity: one.quantity })),
  }));
  const section = createSection<Draft>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('saved') });
  const save = () =>
    void saving.save(async () => {
      const { parts, components } = section.draft();
      const json = {
        parts: parts.map(one => one.value),
        components: components.map(one => ({ resourceId: one.value, quantity: one.quantity })),
      };
      const target = { param: { id: props.resource.id }, json };
      keep((await call(api.resources[':id'].composition.$put(target, ifUnchanged(section.version())))).resource);
      return undefined;
    });
  const search = async (text: string) =>
    (await findManagedResources(text)).filter(one => one.value !== props.resource.id);
  const setQuantity = (at: number, quantity: number) =>
    section.change({ components: section.draft().components.map((one, i) => (i === at ? { ...one, quantity } : one)) });
  const names = (list: Named[]) => list.map(one => one.label).join(', ') || form('nothing');

  return (
    <>
      <SectionForm
        section={section}
        say={(field, one) => ({ label: t(`field.${field}`), value: names(one[field]) })}
        busy={saving.busy()}
        problem={saving.problem()}
        onSave={save}
      >
        <p class="text-muted">{t('compositionRefused')}</p>
        <Show when={props.resource.partOf.length > 0}>
          <p>
            {t('partOf')} : {props.resource.partOf.map(one => one.name).join(', ')}
          </p>
        </Show>
        <Combobox
          label={t('parts')}
          hint={t('partsHint')}
          multiple
          selected={section.draft().parts}
          onChange={parts => section.change({ parts: parts.map(({ value: id, label }) => ({ value: id, label })) })}
          search={search}
        />
        <fieldset class="rounded-lg border border-line bg-surface p-4">
          <legend class="px-1 text-sm font-semibold">{t('components')}</legend>
          <p class="text-sm text-muted">{t('componentsHint')}</p>
          <ul class="my-2 divide-y divide-line">
            <Index each={section.draft().components}>
              {(one, at) => (
                <li class="flex items-center gap-3 py-1">
                  <span class="min-w-0 flex-1">{one().label}</span>
                  <NumberField
                    class="w-28"
                    label={t('quantityOf', one().label)}
                    labelHidden
                    min={1}
                    value={one().quantity}
                    onChange={quantity => setQuantity(at, quantity ?? 1)}
                  />
                  <IconButton
                    label={t('remove', one().label)}
                    onClick={() =>
                      section.change({ components: section.draft().components.filter((_, i) => i !== at) })
                    }
                  >
                    <IconX aria-hidden="true" class="size-4" />
                  </IconButton>
                </li>
              )}
            </Index>
          </ul>
          <Combobox
            label={t('addComponent')}
            selected={[]}
            search={search}
            onChange={([one]) => {
              const known = section.draft().components.some(component => component.value === one?.value);
              if (!one || known) return;
              section.change({
                components: [...section.draft().components, { value: one.value, label: one.label, quantity: 1 }],
              });
            }}
          />
        </fieldset>
      </SectionForm>
      <EffectDialog
        effect={saving.effect()}
        timeZone={props.resource.site.timeZone}
        busy={saving.busy()}
        onAccept={save}
        onClose={saving.forget}
      />
    </>
  );
}
