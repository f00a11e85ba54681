import { useNavigate, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ApiProblem, api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { useSession } from './session.tsx';
import { linkWords } from './words.ts';

/** Where a mailed link leads. A press signs in, not the opening: programs that look at mails open every link. */
export default function SignInLinkPage() {
  const t = useWords(linkWords);
  const session = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams<{ token?: string }>();
  const { busy, problem, run } = useAct();
  useTitle(() => t('linkTitle'));
  const isSpent = () => {
    const error = problem();
    return !params.token || (error instanceof ApiProblem && error.code === 'link_used');
  };
  const enter = () =>
    run(async () => {
      await call(api.auth['magic-link'].redemption.$post({ json: { token: params.token ?? '' } }));
      await session.refresh();
      navigate('/', { replace: true });
    });
  return (
    <Show when={!isSpent()} fallback={<BrokenLink />}>
      <h1>{t('linkTitle')}</h1>
      <p class="mb-6 mt-2 text-muted">{t('linkLead')}</p>
      <div class="flex flex-col gap-4">
        <Button look="primary" busy={busy()} onClick={() => void enter()}>
          {t('enter')}
        </Button>
        <ProblemNotice problem={problem()} />
      </div>
    </Show>
  );
}

export function BrokenLink() {
  const t = useWords(linkWords);
  return (
    <>
      <h1>{t('brokenTitle')}</h1>
      <p class="mb-6 mt-2 text-muted">{t('brokenText')}</p>
      <LinkButton href="/sign-in" look="primary">
        {t('toSignIn')}
      </LinkButton>
    </>
  );
}
