import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, Show } from 'solid-js';
import { ApiProblem, api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { CheckField, TextField } from '../ui/Field.tsx';
import { useTitle } from '../ui/Page.tsx';
import { Notice } from '../ui/states.tsx';
import { useSession } from './session.tsx';
import { signInWords } from './words.ts';

/** Password, a mailed link, or the identity provider of one's organisation: what the deployment offers. */
export default function SignInPage() {
  const t = useWords(signInWords);
  const session = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams<{ next?: string }>();
  const methods = useQuery(() => ({ queryKey: ['sign-in-methods'], queryFn: () => call(api.auth.methods.$get()) }));
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [keep, setKeep] = createSignal(true);
  const [state, setState] = createSignal<{ busy?: boolean; problem?: string; sent?: boolean; asked?: boolean }>({});
  useTitle(() => t('title'));

  // Only an address of our own: a link must not send a signed-in person elsewhere.
  const next = () => (params.next?.startsWith('/') && !params.next.startsWith('//') ? params.next : '/');
  createEffect(() => {
    if (session.view()) navigate(next(), { replace: true });
  });

  const attempt = async (act: () => Promise<void>) => {
    setState({ busy: true });
    try {
      await act();
    } catch (error) {
      setState({ problem: error instanceof ApiProblem ? error.message : String(error) });
    }
  };
  const signIn = (event: SubmitEvent) => {
    event.preventDefault();
    if (!email() || !password()) return setState({ asked: true });
    void attempt(async () => {
      await call(
        api.auth['sign-in'].email.$post({ json: { email: email(), password: password(), rememberMe: keep() } }),
      );
      await session.refresh();
    });
  };
  const mailLink = () => {
    if (!email()) return setState({ asked: true });
    void attempt(async () => {
      await call(api.auth['sign-in']['magic-link'].$post({ json: { email: email() } }));
      setState({ sent: true });
    });
  };

  const throughProvider = () =>
    void attempt(async () => {
      const { url } = await call(api.auth['sign-in'].oidc.$post());
      globalThis.location.assign(url);
    });

  return (
    <>
      <h1>{t('title')}</h1>
      <p class="mb-6 mt-2 text-muted">{t('lead')}</p>
      <form class="flex flex-col gap-4" noValidate onSubmit={signIn}>
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autocomplete="username"
          value={email()}
          onInput={event => setEmail(event.currentTarget.value)}
          error={state().asked && !email() ? t('emailNeeded') : undefined}
        />
        <TextField
          label={t('password')}
          type="password"
          name="password"
          autocomplete="current-password"
          value={password()}
          onInput={event => setPassword(event.currentTarget.value)}
          error={state().asked && email() && !password() ? t('passwordNeeded') : undefined}
        />
        <CheckField label={t('keep')} checked={keep()} onChange={event => setKeep(event.currentTarget.checked)} />
        <Show when={state().problem}>
          {problem => (
            <div role="alert">
              <Notice tone="danger">{problem()}</Notice>
            </div>
          )}
        </Show>
        <Button type="submit" look="primary" busy={state().busy ?? false}>
          {t('signIn')}
        </Button>
        <A href="/forgotten-password" class="self-center py-2 text-sm font-semibold text-primary">
          {t('forgotten')}
        </A>
      </form>
      <Show when={methods.data?.oidc}>
        <Button class="mt-3 w-full" onClick={throughProvider}>
          {t('oidc')}
        </Button>
      </Show>
      <Show when={methods.data?.magicLink}>
        <div class="mt-6 flex flex-col gap-2 border-t border-line pt-6">
          <Button onClick={mailLink}>{t('mailLink')}</Button>
          <p class="text-sm text-muted">{t('mailLinkHint')}</p>
          <div role="status">
            <Show when={state().sent}>
              <Notice tone="good">{t('linkSent')}</Notice>
            </Show>
          </div>
        </div>
      </Show>
    </>
  );
}
