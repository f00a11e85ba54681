import { createMemo, createSignal } from 'solid-js';
import type { SiteDetail } from '../../shared/site.ts';
import { api, call, ifUnchanged } from '../api.ts';
import { EffectDialog } from '../care/EffectDialog.tsx';
import { formWords } from '../care/form-words.ts';
import { SectionForm } from '../care/SectionForm.tsx';
import { useSave } from '../care/save.ts';
import { createSection } from '../care/section.ts';
import { useWords } from '../i18n/locale.tsx';
import { useKeepSite } from './data.ts';
import { SiteFields } from './SiteFields.tsx';
import { checkedFacts, factsOf, type SiteFacts } from './site-draft.ts';
import { siteWords } from './words.ts';

/** The facts of a site; its zone only changes while nothing is booked there that is still to come. */
export function SiteFactsSection(props: { site: SiteDetail }) {
  const t = useWords(siteWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeepSite();
  const [checked, setChecked] = createSignal(false);
  const value = createMemo(() => factsOf(props.site));
  const section = createSection<SiteFacts>(value, () => props.site.version);
  const saving = useSave({ refresh: () => refresh(props.site.id), section, saved: () => t('saved') });
  const save = () => {
    setChecked(true);
    const json = checkedFacts(section.draft());
    if (!json) return;
    void saving.save(async () => {
      const target = { param: { id: props.site.id }, json };
      keep((await call(api.sites[':id'].$patch(target, ifUnchanged(section.version())))).site);
      return undefined;
    });
  };
  return (
    <>
      <SectionForm
        section={section}
        say={(field, one) => ({ label: t(`field.${field}`), value: one[field] ?? form('nothing') })}
        busy={saving.busy()}
        problem={checked() && !checkedFacts(section.draft()) ? form('check') : saving.problem()}
        onSave={save}
      >
        <SiteFields facts={section.draft()} checked={checked()} onChange={section.change} />
      </SectionForm>
      <EffectDialog
        effect={saving.effect()}
        timeZone={props.site.timeZone}
        busy={saving.busy()}
        onAccept={save}
        onClose={saving.forget}
      />
    </>
  );
}
