import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query';
import type { Import, ImportChoice, ImportColumns, ImportMode, NewImport } from '../../shared/import.ts';
import { api, call, once } from '../api.ts';

// Others' bookings stand against rows: the first word lets the live changes of bookings refresh a preview.
const key = ['bookings', 'imports'] as const;

export function useImports() {
  return useInfiniteQuery(() => ({
    queryKey: [...key, 'list'],
    queryFn: ({ pageParam }) => call(api.imports.$get({ query: { limit: '20', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
  }));
}

export function useImport(id: () => string) {
  return useQuery(() => ({
    queryKey: [...key, 'one', id()],
    queryFn: async () => (await call(api.imports[':id'].$get({ param: { id: id() } }))).import as Import,
  }));
}

export function useImportActs() {
  const client = useQueryClient();
  const after = async <T>(act: Promise<T>): Promise<T> => {
    try {
      return await act;
    } finally {
      await client.invalidateQueries({ queryKey: ['bookings'] });
    }
  };
  return {
    read: (json: NewImport) => after(call(api.imports.$post({ json }, once()))),
    execute: (id: string, mode: ImportMode, choices: ImportChoice[]) =>
      after(call(api.imports[':id'].execution.$post({ param: { id }, json: { mode, choices } }, once()))),
    undo: (id: string) => after(call(api.imports[':id'].undo.$post({ param: { id } }, once()))),
  };
}

/** What the columns of a file are taken for. */
export function readColumns(content: string): Promise<ImportColumns> {
  return call(api.imports.columns.$post({ json: { content } }));
}

/** A file as the API takes it. */
export async function asBase64(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
