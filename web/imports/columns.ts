import { createSignal } from 'solid-js';
import { type ImportColumns, type ImportField, importFieldNames } from '../../shared/import.ts';
import { asBase64, readColumns } from './data.ts';

/** Which heading of a table says what; null: none does. */
export type Columns = Record<ImportField, string | null>;

/** What is wrong with a choice: the dates or the resources are said nowhere, or a column is taken for two things. */
export type Mistake = { code: 'datesMissing' | 'resourceMissing' } | { code: 'twice'; with: ImportField };

/** The headings of the file that was chosen and what its columns are taken for; nothing while it is no table. */
export function useTable() {
  const [headings, setHeadings] = createSignal<ImportColumns['headings']>([]);
  const [columns, setColumns] = createSignal<Columns>();
  const forget = () => {
    setColumns(undefined);
    setHeadings([]);
  };
  return {
    headings,
    columns,
    forget,
    /** @throws ApiProblem when the file can be read neither as a table nor as a calendar */
    async read(file: File) {
      forget();
      const found = await readColumns(await asBase64(file));
      if (found.format !== 'csv') return;
      setHeadings(found.headings);
      setColumns(Object.fromEntries(importFieldNames.map(name => [name, found.columns[name] ?? null])) as Columns);
    },
    choose(field: ImportField, heading: string | null) {
      setColumns(now => now && { ...now, [field]: heading });
    },
  };
}

/** @param hasResource whether a resource was chosen for the rows that name none */
export function mistakesOf(columns: Columns | undefined, hasResource: boolean): Partial<Record<ImportField, Mistake>> {
  if (!columns) return {};
  const mistakes: Partial<Record<ImportField, Mistake>> = {};
  importFieldNames.forEach((field, index) => {
    const earlier = importFieldNames
      .slice(0, index)
      .find(one => columns[one] !== null && columns[one] === columns[field]);
    if (earlier) mistakes[field] = { code: 'twice', with: earlier };
  });
  if (columns.startDate === null) mistakes.startDate = { code: 'datesMissing' };
  if (columns.resource === null && !hasResource) mistakes.resource = { code: 'resourceMissing' };
  return mistakes;
}
