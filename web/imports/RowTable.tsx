import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ImportRow } from '../../shared/import.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/Field.tsx';
import { type Choices, isEdited, type RowChoice } from './choices.ts';
import { importWords } from './words.ts';

/** The rows of an import: with a choice for each while there are choices, with what came of each after. */
export function RowTable(props: {
  rows: ImportRow[];
  choices?: Choices;
  onChoose?: (position: number, choice: RowChoice) => void;
  onEdit?: (row: ImportRow) => void;
}) {
  const t = useWords(importWords);
  const columns = useColumns();
  const last = (): Column<ImportRow> =>
    props.choices
      ? {
          key: 'choice',
          header: t('choice'),
          cell: row => (
            <ChoiceCell
              row={row}
              choice={props.choices?.[row.position]}
              onChoose={choice => props.onChoose?.(row.position, choice)}
              onEdit={() => props.onEdit?.(row)}
            />
          ),
        }
      : { key: 'outcome', header: t('outcome'), cell: row => <OutcomeCell row={row} /> };
  return <DataTable caption={t('caption')} rows={props.rows} columns={[...columns(), last()]} />;
}

function useColumns(): () => Column<ImportRow>[] {
  const t = useWords(importWords);
  const format = useFormat();
  const { me } = useMe();
  // Without a resource a row is read in the network’s zone.
  const when = (row: ImportRow) =>
    row.startsAt && row.endsAt
      ? format.span(row.startsAt, row.endsAt, row.timeZone ?? me().network.timeZone)
      : t('noTime');
  return () => [
    {
      key: 'title',
      header: t('what'),
      main: true,
      cell: row => (
        <>
          <span class="mr-2 text-sm font-normal text-muted tabular-nums">{row.position}</span>
          {row.title}
        </>
      ),
    },
    { key: 'when', header: t('time'), cell: when },
    {
      key: 'where',
      header: t('where'),
      cell: row => `${row.quantity > 1 ? `${row.quantity} × ` : ''}${row.resourceName ?? t('noResource')}`,
    },
    { key: 'against', header: t('obstacle'), cell: row => <Obstacle row={row} /> },
  ];
}

function Obstacle(props: { row: ImportRow }) {
  const t = useWords(importWords);
  const sentences = () => [
    ...(props.row.problem ? [props.row.problem.message] : []),
    ...props.row.reasons.map(one => one.message),
  ];
  return (
    <Show when={sentences().length > 0} fallback={<span class="text-muted">{t('free')}</span>}>
      {sentences().join(' ')}
    </Show>
  );
}

function ChoiceCell(props: {
  row: ImportRow;
  choice: RowChoice | undefined;
  onChoose: (choice: RowChoice) => void;
  onEdit: () => void;
}) {
  const t = useWords(importWords);
  return (
    <span class="flex flex-wrap items-center gap-2">
      <SelectField
        label={t('choiceFor', props.row.position)}
        labelHidden
        value={props.choice?.isLeftOut ? 'skip' : 'book'}
        options={[
          { value: 'book', label: t('choices.book') },
          { value: 'skip', label: t('choices.skip') },
        ]}
        onChange={value => props.onChoose({ ...props.choice, isLeftOut: value === 'skip' })}
      />
      <Button look="quiet" onClick={() => props.onEdit()}>
        {t('edit')}
      </Button>
      <Show when={isEdited(props.choice)}>
        <Badge tone="waiting">{t('edited')}</Badge>
      </Show>
    </span>
  );
}

function OutcomeCell(props: { row: ImportRow }) {
  const t = useWords(importWords);
  const tones = { booked: 'good', skipped: 'quiet', refused: 'danger', undone: 'quiet', kept: 'waiting' } as const;
  return (
    <Show when={props.row.outcome}>
      {outcome => (
        <span class="flex flex-wrap items-center gap-2">
          <Badge tone={tones[outcome()]}>{t(`outcomes.${outcome()}`)}</Badge>
          <Show when={props.row.bookingId}>
            {id => (
              <A href={`/bookings/${id()}`} class="text-primary">
                {t('open')}
              </A>
            )}
          </Show>
        </span>
      )}
    </Show>
  );
}
