import { createMemo, createSignal } from 'solid-js';
import { criteriaInput, type ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { EffectDialog } from '../../care/EffectDialog.tsx';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection } from '../../care/section.ts';
import { useWords } from '../../i18n/locale.tsx';
import { type CriteriaDraft, CriteriaFields, checkedCriteria } from './CriteriaFields.tsx';
import { useKeep } from './keep.ts';
import { offerWords } from './offer-words.ts';

/** The criteria of a resource; published as a new version, for what is asked from then on. */
export function CriteriaSection(props: { resource: ResourceDetail }) {
  const t = useWords(offerWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const [refused, setRefused] = createSignal(false);
  const value = createMemo(() => criteriaOf(props.resource));
  const section = createSection<CriteriaDraft>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('criteriaPublished') });

  const publish = (acceptAffected: boolean) => {
    const json = checkedCriteria(section.draft());
    setRefused(json === null);
    if (!json) return;
    void saving.save(async () => {
      const send = (more: { dryRun?: boolean; acceptAffected?: boolean }) => {
        const target = { param: { id: props.resource.id }, json: { ...json, ...more } };
        return call(api.resources[':id'].criteria.$post(target, ifUnchanged(section.version())));
      };
      const { affected } = acceptAffected ? { affected: [] } : await send({ dryRun: true });
      if (affected.length > 0) return { outcome: 'unfit', bookings: affected };
      keep((await send({ acceptAffected })).resource);
    });
  };
  const say = (field: keyof CriteriaDraft, { [field]: one }: CriteriaDraft) => ({
    label: t(`field.${field}`),
    value: one === null ? form('nothing') : one === true ? form('yes') : one === false ? form('no') : String(one),
  });

  return (
    <>
      <SectionForm
        section={section}
        say={say}
        busy={saving.busy()}
        problem={refused() ? form('check') : saving.problem()}
        saveLabel={t('publishCriteria')}
        onSave={() => publish(false)}
      >
        <p class="text-muted">{t('criteriaLead')}</p>
        <CriteriaFields criteria={section.draft()} capacity={props.resource.capacity} onChange={section.change} />
      </SectionForm>
      <EffectDialog
        effect={saving.effect()}
        timeZone={props.resource.site.timeZone}
        busy={saving.busy()}
        acceptLabel={t('publishAnyway')}
        onAccept={() => publish(true)}
        onClose={saving.forget}
      />
    </>
  );
}

/** The numbers in force; where nothing is published yet, what would be without a word. */
function criteriaOf({ criteria }: ResourceDetail): CriteriaDraft {
  if (!criteria) return criteriaInput.parse({});
  const { id: _, version: __, rules: ___, ...numbers } = criteria;
  return numbers;
}
