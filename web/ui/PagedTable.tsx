import { type ComponentProps, type JSX, Show } from 'solid-js';
import { type Column, DataTable } from './DataTable.tsx';
import { Loaded } from './states.tsx';

/** A list that comes a page at a time, as a table: with its loading and error states, and what is said when nothing is in it. */
export function PagedTable<T>(props: {
  /** As `useInfiniteQuery` gives it. */
  query: ComponentProps<typeof Loaded<{ pages: { items: T[] }[] }>>['query'] &
    NonNullable<ComponentProps<typeof DataTable<T>>['pages']>;
  caption: string;
  columns: Column<T>[];
  empty: JSX.Element;
}) {
  const rows = () => props.query.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <Loaded query={props.query}>
      {() => (
        <Show when={rows().length > 0} fallback={props.empty}>
          <DataTable caption={props.caption} rows={rows()} columns={props.columns} pages={props.query} />
        </Show>
      )}
    </Loaded>
  );
}
