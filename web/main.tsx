import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import './ui/tokens.css';
import { ApiProblem } from './api.ts';
import { LanguageProvider } from './i18n/locale.tsx';
import { SessionProvider } from './people/session.tsx';
import { AppRoutes } from './routes.tsx';
import { keepForOffline } from './shell/offline.ts';

// Zod tries `new Function` before it checks its first object, which the content security policy refuses and reports.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal is an answer; only a lost connection or a server in trouble is worth another try.
      retry: (count, error) => count < 2 && (!(error instanceof ApiProblem) || [0, 502, 503].includes(error.status)),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('app');
if (!root) throw new Error('no #app');
root.replaceChildren();
render(
  () => (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <SessionProvider>
          <AppRoutes />
        </SessionProvider>
      </LanguageProvider>
    </QueryClientProvider>
  ),
  root,
);
keepForOffline();
