import { For, type JSX, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Button } from './Button.tsx';
import { uiWords } from './words.ts';

export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => JSX.Element;
  /** What names the row: first and strong, the head of its card on a phone. One column has it. */
  main?: boolean;
  /** Numbers line up at the end. */
  end?: boolean;
  /** Left out of the cards of a phone. */
  deskOnly?: boolean;
  /** Without a visible head: for buttons. */
  headHidden?: boolean;
}

/** What `useInfiniteQuery` knows of its next page. */
interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Said again for the sake of browsers that forget what a table is once it is drawn as blocks. */
const roles = {
  table: 'table',
  rowgroup: 'rowgroup',
  row: 'row',
  columnheader: 'columnheader',
  rowheader: 'rowheader',
  cell: 'cell',
} as const;

/**
 * A table on a desk, a card for each row on a phone: the same elements, drawn otherwise. The next page comes by a
 * button.
 */
export function DataTable<T>(props: {
  /** Says what the table holds; read out, not drawn. */
  caption: string;
  rows: T[];
  columns: Column<T>[];
  pages?: Pages;
}) {
  return (
    <>
      <div class="sm:overflow-x-auto sm:rounded-lg sm:border sm:border-line sm:bg-surface">
        <table role={roles.table} class="w-full border-collapse text-left max-sm:block">
          <caption class="sr-only">{props.caption}</caption>
          <thead role={roles.rowgroup} class="bg-sunken text-sm text-muted max-sm:sr-only">
            <tr role={roles.row}>
              <For each={props.columns}>
                {column => (
                  <th
                    role={roles.columnheader}
                    scope="col"
                    class={`px-3 py-2 font-semibold ${column.end ? 'text-right' : ''}`}
                  >
                    <span class={column.headHidden ? 'sr-only' : ''}>{column.header}</span>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody role={roles.rowgroup} class="max-sm:flex max-sm:flex-col max-sm:gap-3">
            <For each={props.rows}>{row => <Row row={row} columns={props.columns} />}</For>
          </tbody>
        </table>
      </div>
      <Show when={props.pages}>{pages => <NextPage pages={pages()} />}</Show>
    </>
  );
}

function Row<T>(props: { row: T; columns: Column<T>[] }) {
  return (
    <tr
      role={roles.row}
      class="border-line max-sm:block max-sm:rounded-lg max-sm:border max-sm:bg-surface max-sm:p-3 sm:border-t sm:hover:bg-sunken/50"
    >
      <For each={props.columns}>
        {column => (
          <Show when={column.main} fallback={<Cell row={props.row} column={column} />}>
            <th
              role={roles.rowheader}
              scope="row"
              class="font-semibold max-sm:block max-sm:pb-1 sm:px-3 sm:py-2 sm:align-top"
            >
              {column.cell(props.row)}
            </th>
          </Show>
        )}
      </For>
    </tr>
  );
}

function Cell<T>(props: { row: T; column: Column<T> }) {
  return (
    <td
      role={roles.cell}
      class={`text-sm sm:px-3 sm:py-2.5 sm:align-top ${props.column.end ? 'sm:text-right sm:tabular-nums' : ''} ${props.column.deskOnly ? 'max-sm:hidden' : 'max-sm:flex max-sm:gap-2 max-sm:py-0.5'}`}
    >
      <Show when={!props.column.headHidden}>
        <span class="shrink-0 text-muted sm:hidden" aria-hidden="true">
          {props.column.header}
        </span>
      </Show>
      <span class="min-w-0">{props.column.cell(props.row)}</span>
    </td>
  );
}

/** The button that brings the next page of a list, where there is one. */
export function NextPage(props: { pages: Pages }) {
  const t = useWords(uiWords);
  return (
    <Show when={props.pages.hasNextPage}>
      <div class="flex justify-center pt-4">
        <Button busy={props.pages.isFetchingNextPage} onClick={() => void props.pages.fetchNextPage()}>
          {t('more')}
        </Button>
      </div>
    </Show>
  );
}
