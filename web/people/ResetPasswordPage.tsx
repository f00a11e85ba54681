import { useNavigate, useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { ApiProblem, api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';
import { BrokenLink } from './SignInLinkPage.tsx';
import { linkWords } from './words.ts';

/** Where the mailed link of a forgotten password leads. */
export default function ResetPasswordPage() {
  const t = useWords(linkWords);
  const navigate = useNavigate();
  const [params] = useSearchParams<{ token?: string }>();
  const [password, setPassword] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const { busy, problem, run } = useAct();
  useTitle(() => t('resetTitle'));
  const isSpent = () => {
    const error = problem();
    return !params.token || (error instanceof ApiProblem && error.code === 'link_used');
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isLongEnough(password())) return;
    void run(async () => {
      await call(api.auth['reset-password'].$post({ json: { token: params.token ?? '', newPassword: password() } }));
      toast(() => t('resetDone'), { tone: 'good' });
      navigate('/sign-in', { replace: true });
    });
  };
  return (
    <Show when={!isSpent()} fallback={<BrokenLink />}>
      <h1>{t('resetTitle')}</h1>
      <p class="mb-6 mt-2 text-muted">{t('resetLead')}</p>
      <form class="flex flex-col gap-4" onSubmit={save}>
        <NewPasswordField
          label={t('newPassword')}
          value={password()}
          onInput={setPassword}
          error={asked() && !isLongEnough(password()) ? t('tooShort') : undefined}
        />
        <ProblemNotice problem={problem()} />
        <Button type="submit" look="primary" busy={busy()}>
          {t('save')}
        </Button>
      </form>
    </Show>
  );
}
