import { type CsvError, parse } from 'csv-parse/sync';
import { type ImportColumns, type ImportField, importFieldNames, type NewImport } from '../../shared/import.ts';
import { limits } from '../../shared/limits.ts';
import { fold } from '../../shared/text.ts';
import { Problem } from '../errors.ts';
import { decodeCalendar } from '../external-calendars/decode.ts';

/** A table: its headings, which column is what, and the cells of each row by what they are. */
export interface Table {
  headings: string[];
  columns: Partial<Record<ImportField, string>>;
  rows: { said: string; cells: Partial<Record<ImportField, string>> }[];
}

/** How columns are called in the exports of calendars and in tables that people keep; folded. */
const names: Record<ImportField, string[]> = {
  title: ['titre', 'intitule', 'objet', 'evenement', 'reservation', 'title', 'subject', 'summary', 'event'],
  resource: [
    'moyen',
    'ressource',
    'salle',
    'vehicule',
    'materiel',
    'lieu',
    'emplacement',
    'resource',
    'room',
    'location',
  ],
  startDate: [
    'date de debut',
    'debut',
    'commence',
    'start date',
    'start',
    'starts',
    'begin',
    'date',
    'jour',
    'day',
    'dtstart',
  ],
  startTime: ['heure de debut', 'heure debut', 'start time', 'de', 'from'],
  endDate: ['date de fin', 'fin', 'termine', 'end date', 'end', 'ends', 'dtend'],
  endTime: ['heure de fin', 'heure fin', 'end time', 'a', 'to'],
  quantity: ['quantite', 'nombre', 'quantity', 'number'],
  purpose: ['usage', 'description', 'motif', 'notes', 'purpose'],
};

/** Whether a column can be chosen by it. */
const isHeading = (text: string) => text !== '' && text.length <= 200;

type GivenColumns = NonNullable<NewImport['columns']>;

/** The headings of a table, each once, and what its columns are taken for. @throws Problem `import_unreadable` */
export function readColumns(bytes: Uint8Array): Pick<ImportColumns, 'headings' | 'columns'> {
  const [headings = [], ...records] = recordsOf(decodeCalendar(bytes));
  if (records.length === 0) throw new Problem('import_unreadable');
  const sampleOf = (at: number) => records.find(record => record[at])?.[at]?.slice(0, 80) ?? '';
  const named = headings.map((name, at) => ({ name, sample: sampleOf(at) }));
  return {
    headings: named.filter(({ name }, at) => isHeading(name) && headings.indexOf(name) === at),
    columns: columnsOf(headings, {}),
  };
}

/**
 * Reads a table whose first line is its headings; cells are between commas, semicolons or tabs, whichever the headings have most of.
 * @throws Problem `import_unreadable`, `import_too_long`, `import_column_unknown`, `import_column_twice`
 */
export function readTable(bytes: Uint8Array, given: GivenColumns = {}): Table {
  const text = decodeCalendar(bytes);
  const [headings = [], ...records] = recordsOf(text);
  if (records.length > limits.importRows) throw new Problem('import_too_long', { max: limits.importRows });
  const columns = columnsOf(headings, given);
  if (records.length === 0 || columns.startDate === undefined) throw new Problem('import_unreadable');
  const places = importFieldNames.flatMap(field => {
    const heading = columns[field];
    // A heading may be empty too, which is not the one of a field that has none.
    return heading === undefined ? [] : [{ field, at: headings.indexOf(heading) }];
  });
  return {
    headings,
    columns,
    rows: records.map(record => ({
      said: record.filter(Boolean).join(' · ').slice(0, 500),
      cells: Object.fromEntries(places.map(({ field, at }) => [field, record[at] ?? ''])),
    })),
  };
}

function recordsOf(text: string): string[][] {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const count = (mark: string) => first.split(mark).length;
  const delimiter = [';', '\t', ','].toSorted((a, b) => count(b) - count(a))[0];
  try {
    return parse(text.replaceAll('\0', ''), {
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      // One more than is allowed, and the headings.
      to: limits.importRows + 2,
      max_record_size: 20_000,
    });
  } catch (error) {
    throw new Problem('import_unreadable', { line: (error as CsvError & { lines?: number }).lines ?? null });
  }
}

/** Those that were named, and for the others the first heading by a name that we know; none where null is given. */
function columnsOf(headings: string[], given: GivenColumns): Partial<Record<ImportField, string>> {
  const found: Partial<Record<ImportField, string>> = {};
  const taken = new Set<string>();
  for (const field of importFieldNames) {
    const heading = given[field];
    if (typeof heading !== 'string') continue;
    if (!headings.includes(heading)) throw new Problem('import_column_unknown', { heading: heading.slice(0, 60) });
    if (taken.has(heading)) throw new Problem('import_column_twice', { heading: heading.slice(0, 60) });
    found[field] = heading;
    taken.add(heading);
  }
  for (const field of importFieldNames) {
    if (given[field] !== undefined) continue;
    const heading = names[field]
      .map(name => headings.find(one => fold(one) === name && !taken.has(one)))
      .find(one => one !== undefined);
    if (heading === undefined) continue;
    found[field] = heading;
    taken.add(heading);
  }
  return found;
}
