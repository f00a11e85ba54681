import { createMemo, createSignal, Show } from 'solid-js';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { type ApprovalPolicy, approvalPolicies, type PendingPolicy, pendingPolicies } from '../../../shared/words.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection } from '../../care/section.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { DurationField } from '../../ui/DurationField.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { resourceWords } from '../words.ts';
import { Approvers } from './Approvers.tsx';
import { accessWords } from './access-words.ts';
import { Deciders } from './Deciders.tsx';
import { useKeep } from './keep.ts';

interface Draft {
  approval: ApprovalPolicy;
  pendingRequests: PendingPolicy;
  decisionHours: number | null;
}

/** How requests are confirmed, by whom, and who would decide for a given organisation. */
export function ApprovalSection(props: { resource: ResourceDetail }) {
  const t = useWords(accessWords);
  const form = useWords(formWords);
  const words = useWords(resourceWords);
  const format = useFormat();
  const { keep, refresh } = useKeep();
  const [refused, setRefused] = createSignal(false);
  const value = createMemo<Draft>(() => {
    const { approval, pendingRequests, decisionHours } = props.resource;
    return { approval, pendingRequests, decisionHours };
  });
  const section = createSection<Draft>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('saved') });
  const save = () => {
    const { decisionHours, ...rest } = section.draft();
    setRefused(decisionHours === null || decisionHours < 1 || decisionHours > 2160);
    if (decisionHours === null || refused()) return;
    void saving.save(async () => {
      const target = { param: { id: props.resource.id }, json: { ...rest, decisionHours } };
      keep((await call(api.resources[':id'].$patch(target, ifUnchanged(section.version())))).resource);
      return undefined;
    });
  };
  const say = (field: keyof Draft, one: Draft) => ({
    label: t(`field.${field}`),
    value:
      field === 'approval'
        ? words(`approval.${one.approval}`)
        : field === 'pendingRequests'
          ? t(`pending.${one.pendingRequests}`)
          : format.length((one.decisionHours ?? 0) * 60),
  });
  return (
    <>
      <SectionForm
        section={section}
        say={say}
        busy={saving.busy()}
        problem={refused() ? form('check') : saving.problem()}
        onSave={save}
      >
        <SelectField
          label={t('approval')}
          value={section.draft().approval}
          options={approvalPolicies.map(one => ({ value: one, label: words(`approval.${one}`) }))}
          onChange={given => section.change({ approval: approvalPolicies.find(one => one === given) ?? 'manager' })}
        />
        <Show when={section.draft().approval !== 'automatic'}>
          <SelectField
            label={t('pendingRequests')}
            value={section.draft().pendingRequests}
            options={pendingPolicies.map(one => ({ value: one, label: t(`pending.${one}`) }))}
            onChange={given =>
              section.change({ pendingRequests: pendingPolicies.find(one => one === given) ?? 'hold' })
            }
          />
          <DurationField
            label={t('decisionHours')}
            class="max-w-sm"
            min={60}
            max={2160 * 60}
            value={section.draft().decisionHours === null ? null : (section.draft().decisionHours ?? 0) * 60}
            onChange={minutes => section.change({ decisionHours: minutes === null ? null : Math.round(minutes / 60) })}
          />
        </Show>
        <p class="text-sm text-muted">{t('approvalLead')}</p>
      </SectionForm>
      <Approvers
        over="resource"
        id={props.resource.id}
        elsewhere={{
          site: `/care/sites/${props.resource.site.id}?section=approvers`,
          organisation: `/care/organisations/${props.resource.owner.id}?tab=approvers`,
        }}
      />
      <Deciders resource={props.resource} />
    </>
  );
}
