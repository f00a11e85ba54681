import { createMemo, createSignal } from 'solid-js';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { EffectDialog } from '../../care/EffectDialog.tsx';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection, differing } from '../../care/section.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { type Facts, FactsFields } from './FactsFields.tsx';
import { factsWords } from './facts-words.ts';
import { useKeep } from './keep.ts';
import { PhotoField } from './PhotoField.tsx';

/** What a resource is; a change that bookings are in the way of is tried before it is saved. */
export function FactsSection(props: { resource: ResourceDetail }) {
  const t = useWords(factsWords);
  const form = useWords(formWords);
  const format = useFormat();
  const { keep, refresh } = useKeep();
  const [checked, setChecked] = createSignal(false);
  const [refused, setRefused] = createSignal(false);
  const value = createMemo(() => factsOf(props.resource));
  const section = createSection<Facts>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('saved') });

  const save = (acceptAffected: boolean) => {
    setChecked(true);
    const json = changeOf(section.base(), section.draft());
    setRefused(json === null);
    if (!json) return;
    void saving.save(async () => {
      const send = (more: { dryRun?: boolean; acceptAffected?: boolean }) =>
        call(
          api.resources[':id'].$patch(
            { param: { id: props.resource.id }, json: { ...json, ...more } },
            ifUnchanged(section.version()),
          ),
        );
      const { affected } = acceptAffected ? { affected: [] } : await send({ dryRun: true });
      if (affected.length > 0) return { outcome: 'stay', bookings: affected };
      keep((await send({ acceptAffected })).resource);
    });
  };

  const say = (field: keyof Facts, { [field]: one }: Facts) => {
    const isLength = field === 'setupMinutes' || field === 'turnaroundMinutes';
    const text =
      typeof one === 'number' ? (isLength ? format.length(one) : one) : typeof one === 'string' ? one : one?.label;
    return { label: t(`field.${field}`), value: text || form('nothing') };
  };
  return (
    <>
      <PhotoField resource={props.resource} />
      <SectionForm
        section={section}
        say={say}
        busy={saving.busy()}
        problem={refused() ? form('check') : saving.problem()}
        onSave={() => save(false)}
      >
        <FactsFields
          facts={section.draft()}
          isStaff={props.resource.kind === 'staff'}
          checked={checked()}
          onChange={section.change}
        />
      </SectionForm>
      <EffectDialog
        effect={saving.effect()}
        timeZone={props.resource.site.timeZone}
        busy={saving.busy()}
        onAccept={() => save(true)}
        onClose={saving.forget}
      />
    </>
  );
}

function factsOf(resource: ResourceDetail): Facts {
  const { name, description, site, capacity, setupMinutes, turnaroundMinutes, staffPersonId } = resource;
  return {
    ...{ name, description, capacity, setupMinutes, turnaroundMinutes },
    site: { value: site.id, label: site.name, detail: site.commune },
    staff: staffPersonId ? { value: staffPersonId, label: '' } : null,
  };
}

/** What has changed, as the server takes it; null while something that is needed is missing. */
function changeOf(before: Facts, after: Facts) {
  const { site, capacity, setupMinutes, turnaroundMinutes } = after;
  if (!after.name.trim() || !site || !capacity || setupMinutes === null || turnaroundMinutes === null) return null;
  if (capacity < 1 || !Number.isInteger(capacity)) return null;
  const fields = new Set(differing(before, after));
  return {
    ...(fields.has('name') ? { name: after.name.trim() } : {}),
    ...(fields.has('description') ? { description: after.description } : {}),
    ...(fields.has('site') ? { siteId: site.value } : {}),
    ...(fields.has('capacity') ? { capacity } : {}),
    ...(fields.has('setupMinutes') ? { setupMinutes } : {}),
    ...(fields.has('turnaroundMinutes') ? { turnaroundMinutes } : {}),
    ...(fields.has('staff') ? { staffPersonId: after.staff?.value ?? null } : {}),
  };
}
