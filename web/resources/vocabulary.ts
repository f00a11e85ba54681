import { useQuery } from '@tanstack/solid-query';
import { api, call } from '../api.ts';

/** The network's vocabulary of features, for whoever names them, filters by them or keeps them: read once, renewed when it changes. */
export function useFeatures() {
  return useQuery(() => ({
    queryKey: ['resources', 'features'],
    queryFn: () => call(api.features.$get()),
    staleTime: 5 * 60_000,
  }));
}
