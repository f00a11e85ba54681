import { queryOptions, useQuery, useQueryClient } from '@tanstack/solid-query';
import { createContext, createEffect, type JSX, onMount, useContext } from 'solid-js';
import type { SessionView } from '../../shared/people.ts';
import type { AffiliationRole } from '../../shared/words.ts';
import { ApiProblem, api, call, whenSessionEnds } from '../api.ts';
import { useLanguage } from '../i18n/locale.tsx';
import { forgetOffline } from '../shell/offline.ts';

interface Session {
  /** Undefined while it is not yet known, null when nobody is signed in. */
  view: () => SessionView | null | undefined;
  /** The server cannot be reached, and no earlier answer is kept. */
  failed: () => Error | null;
  refresh: () => Promise<void>;
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session>();

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000 });

/** Who is signed in, for whom they act, and what they may care for. Asked once, then at each return to the page. */
export function SessionProvider(props: { children: JSX.Element }) {
  const client = useQueryClient();
  const { setLocale } = useLanguage();
  const query = useQuery(() => sessionQuery);
  let adopted = false;

  onMount(() => whenSessionEnds(() => client.setQueryData(sessionQuery.queryKey, null)));
  createEffect(() => {
    // A person's own language wins over this browser's, once: a later switch on the page stays.
    if (query.data && !adopted) setLocale(query.data.person.locale);
    adopted = Boolean(query.data);
  });

  const session: Session = {
    view: () => query.data,
    failed: () => (query.data === undefined ? query.error : null),
    async refresh() {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    async signOut() {
      await call(api.auth['sign-out'].$post());
      await forgetOffline();
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  };
  return <SessionContext.Provider value={session}>{props.children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider');
  return session;
}

/** The signed-in person; only inside the pages that need a sign-in. */
export function useMe() {
  const session = useSession();
  const me = () => {
    const view = session.view();
    if (!view) throw new Error('useMe needs a signed-in person');
    return view;
  };
  return {
    me,
    isCoordinator: () => me().roles.includes('coordinator'),
    isReferent: () => me().affiliations.some(one => one.role === 'referent'),
    actsFor: (organisationId: string, role?: AffiliationRole) =>
      me().affiliations.some(one => one.organisationId === organisationId && (!role || one.role === role)),
  };
}

async function readSession(): Promise<SessionView | null> {
  try {
    return await call(api.session.$get());
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}
