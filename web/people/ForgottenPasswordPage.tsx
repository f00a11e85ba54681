import { createSignal, Show } from 'solid-js';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useTitle } from '../ui/Page.tsx';
import { Notice, ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { linkWords } from './words.ts';

/** Asks for a link by mail. The answer is the same whether the address is known or not. */
export default function ForgottenPasswordPage() {
  const t = useWords(linkWords);
  const [email, setEmail] = createSignal('');
  const [sent, setSent] = createSignal(false);
  const { busy, problem, run } = useAct();
  useTitle(() => t('forgottenTitle'));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await call(api.auth['request-password-reset'].$post({ json: { email: email() } }));
      setSent(true);
    });
  };
  return (
    <>
      <h1>{t('forgottenTitle')}</h1>
      <p class="mb-6 mt-2 text-muted">{t('forgottenLead')}</p>
      <form class="flex flex-col gap-4" onSubmit={send}>
        <TextField
          label={t('email')}
          type="email"
          required
          autocomplete="username"
          value={email()}
          onInput={event => setEmail(event.currentTarget.value)}
        />
        <div role="status">
          <Show when={sent()}>
            <Notice tone="good">{t('sent')}</Notice>
          </Show>
        </div>
        <ProblemNotice problem={problem()} />
        <Button type="submit" look="primary" busy={busy()}>
          {t('send')}
        </Button>
        <LinkButton href="/sign-in" look="quiet">
          {t('toSignIn')}
        </LinkButton>
      </form>
    </>
  );
}
