import { useQuery, useQueryClient } from '@tanstack/solid-query';
import type { FeedChange, NewFeed } from '../../shared/feed.ts';
import { api, call, once } from '../api.ts';

const feedsKey = ['feeds'] as const;
const passwordsKey = ['app-passwords'] as const;

export function useFeeds() {
  return useQuery(() => ({ queryKey: feedsKey, queryFn: () => call(api.feeds.$get()) }));
}

export function useAppPasswords() {
  return useQuery(() => ({ queryKey: passwordsKey, queryFn: () => call(api['app-passwords'].$get()) }));
}

/** The acts on one's own calendar addresses and app passwords; each reads its list again. */
export function useCalendarActs() {
  const client = useQueryClient();
  const after = async <T>(act: Promise<T>): Promise<T> => {
    const done = await act;
    await Promise.all([feedsKey, passwordsKey].map(queryKey => client.invalidateQueries({ queryKey })));
    return done;
  };
  return {
    makeFeed: (feed: Partial<NewFeed> & Pick<NewFeed, 'name' | 'scope'>) =>
      after(call(api.feeds.$post({ json: feed }, once()))),
    changeFeed: (id: string, change: FeedChange) =>
      after(call(api.feeds[':id'].$patch({ param: { id }, json: change }, once()))),
    rotateFeed: (id: string) => after(call(api.feeds[':id'].rotation.$post({ param: { id } }, once()))),
    revokeFeed: (id: string) => after(call(api.feeds[':id'].$delete({ param: { id } }, once()))),
    makePassword: (name: string) => after(call(api['app-passwords'].$post({ json: { name } }, once()))),
    revokePassword: (id: string) => after(call(api['app-passwords'][':id'].$delete({ param: { id } }, once()))),
  };
}
