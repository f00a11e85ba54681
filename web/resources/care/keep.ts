import { useQueryClient } from '@tanstack/solid-query';
import type { ResourceDetail } from '../../../shared/resource.ts';

/** Puts a resource as the server answered it in place of the one on screen, and lets lists be read again. */
export function useKeep() {
  const client = useQueryClient();
  return {
    keep(resource: ResourceDetail) {
      client.setQueryData(['resources', 'one', resource.id], resource);
      void client.invalidateQueries({
        predicate: query =>
          query.queryKey[0] === 'care' || (query.queryKey[0] === 'resources' && query.queryKey[1] !== 'one'),
      });
    },
    refresh: (id: string) => client.refetchQueries({ queryKey: ['resources', 'one', id] }),
  };
}
