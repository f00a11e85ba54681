import type { Import, ImportChoice, ImportRow } from '../../shared/import.ts';
import type { ComboboxItem } from '../ui/Combobox.tsx';

/** What a person chose for a row; where it says nothing, the row is asked for as it stands. */
export interface RowChoice {
  isLeftOut: boolean;
  resource?: ComboboxItem | undefined;
  /** Local time of the site, `YYYY-MM-DDTHH:MM`. */
  startsAt?: string | undefined;
  endsAt?: string | undefined;
}

export type Choices = Record<number, RowChoice>;

/** Whether something stands against a row as the file has it. */
export function isAgainst(row: ImportRow): boolean {
  return row.problem !== null || row.reasons.some(one => one.severity === 'block');
}

export function isEdited(choice: RowChoice | undefined): boolean {
  return choice !== undefined && !choice.isLeftOut && Boolean(choice.resource || choice.startsAt || choice.endsAt);
}

/** The choices as the API takes them. */
export function asked(choices: Choices): ImportChoice[] {
  return Object.entries(choices).flatMap(([position, choice]): ImportChoice[] => {
    const at = { position: Number(position) };
    if (choice.isLeftOut) return [{ ...at, action: 'skip' }];
    if (!isEdited(choice)) return [];
    const { resource, startsAt, endsAt } = choice;
    return [
      {
        ...at,
        action: 'book',
        ...(resource ? { resourceId: resource.value } : {}),
        ...(startsAt ? { startsAt } : {}),
        ...(endsAt ? { endsAt } : {}),
      },
    ];
  });
}

/** Leaves out every row that something stands against, unless it was changed. */
export function leavingOutAgainst(rows: Import['rows'], choices: Choices): Choices {
  const left = rows.filter(row => isAgainst(row) && !isEdited(choices[row.position]));
  return { ...choices, ...Object.fromEntries(left.map(row => [row.position, { isLeftOut: true }])) };
}
