import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { limits } from '../../shared/limits.ts';
import { useWords } from '../i18n/locale.tsx';
import { findOrganisations, findResources } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { Field, inputClass, SelectField } from '../ui/Field.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { ColumnFields } from './ColumnFields.tsx';
import { mistakesOf, useTable } from './columns.ts';
import { asBase64, useImportActs } from './data.ts';
import { importWords } from './words.ts';

/** A file, for whom, and which of its columns is what. */
export function UploadForm() {
  const [t, ui] = [useWords(importWords), useWords(uiWords)];
  const navigate = useNavigate();
  const { me, isCoordinator } = useMe();
  const acts = useImportActs();
  const { busy, problem, run } = useAct();
  const own = () => me().affiliations.filter(one => one.role === 'referent');
  const [organisation, setOrganisation] = createSignal<ComboboxItem | undefined>(
    own().map(one => ({ value: one.organisationId, label: one.organisationName }))[0],
  );
  const [resource, setResource] = createSignal<ComboboxItem[]>([]);
  const [file, setFile] = createSignal<File>();
  const table = useTable();
  const [tried, setTried] = createSignal(false);
  const fileError = () => {
    if ((file()?.size ?? 0) > limits.importBytes) return t('tooLarge');
    return tried() && !file() ? ui('required') : undefined;
  };
  const hasResource = () => resource().length > 0;
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setTried(false);
    if (!chosen || chosen.size > limits.importBytes) table.forget();
    else void run(() => table.read(chosen));
  };
  const read = async () => {
    setTried(true);
    const [chosen, to] = [file(), organisation()];
    if (!chosen || !to || fileError() || Object.keys(mistakesOf(table.columns(), hasResource())).length > 0) return;
    await run(async () => {
      const resourceId = resource()[0]?.value;
      const asked = {
        ...{ organisationId: to.value, fileName: chosen.name, content: await asBase64(chosen) },
        ...{ ...(resourceId ? { resourceId } : {}), ...(table.columns() ? { columns: table.columns() } : {}) },
      };
      const done = await acts.read(asked);
      navigate(`/imports/${done.import.id}`);
    });
  };
  return (
    <form
      class="flex flex-col gap-4"
      novalidate
      onSubmit={event => {
        event.preventDefault();
        void read();
      }}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <Show
          when={isCoordinator()}
          fallback={
            <SelectField
              label={t('organisation')}
              value={organisation()?.value ?? ''}
              options={own().map(one => ({ value: one.organisationId, label: one.organisationName }))}
              onChange={value => setOrganisation({ value, label: '' })}
            />
          }
        >
          <Combobox
            label={t('organisation')}
            error={tried() && !organisation() ? ui('required') : undefined}
            selected={[organisation()].filter(one => one !== undefined)}
            onChange={([one]) => setOrganisation(one)}
            search={findOrganisations}
          />
        </Show>
        <Combobox
          label={t('resource')}
          optional={ui('optional')}
          selected={resource()}
          onChange={setResource}
          search={findResources}
        />
      </div>
      <Field label={t('file')} hint={t('fileHint')} error={fileError()}>
        {ids => (
          <input
            {...ids}
            type="file"
            accept=".csv,.tsv,.txt,.ics,text/csv,text/calendar"
            class={`${inputClass} py-2`}
            onChange={event => choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <Show when={table.columns()}>
        {columns => (
          <ColumnFields
            headings={table.headings()}
            columns={columns()}
            mistakes={tried() ? mistakesOf(columns(), hasResource()) : {}}
            onChange={table.choose}
          />
        )}
      </Show>
      <ProblemNotice problem={problem()} />
      <div>
        <Button look="primary" type="submit" busy={busy()}>
          {busy() ? t('reading') : t('read')}
        </Button>
      </div>
    </form>
  );
}
