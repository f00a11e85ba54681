import { useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, Match, Show, Switch } from 'solid-js';
import type { InvitationPreview } from '../../shared/people.ts';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useTitle } from '../ui/Page.tsx';
import { Notice, ProblemNotice, Skeleton } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';
import { BrokenLink } from './SignInLinkPage.tsx';
import { useSession } from './session.tsx';
import { invitationWords, linkWords } from './words.ts';

/** Where an invitation leads: what it is for, and how to accept it, with an account or without one. */
export default function InvitationPage() {
  const t = useWords(invitationWords);
  const [params] = useSearchParams<{ token?: string }>();
  const preview = useQuery(() => ({
    queryKey: ['invitation', params.token],
    queryFn: () => call(api.invitations.preview.$post({ json: { token: params.token ?? '' } })),
    enabled: Boolean(params.token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  }));
  useTitle(() => t('title'));
  return (
    <Switch fallback={<Skeleton rows={4} />}>
      <Match when={!params.token || preview.error}>
        <BrokenLink />
      </Match>
      <Match when={preview.data}>{invited => <Invited invited={invited()} token={params.token ?? ''} />}</Match>
    </Switch>
  );
}

function Invited(props: { invited: InvitationPreview; token: string }) {
  const t = useWords(invitationWords);
  const session = useSession();
  const navigate = useNavigate();
  const { busy, problem, run } = useAct();
  const isMe = () => session.view()?.person.email.toLowerCase() === props.invited.email.toLowerCase();
  const accept = (account: { name?: string; password?: string }) =>
    void run(async () => {
      await call(api.invitations.redemption.$post({ json: { token: props.token, ...account } }));
      await session.refresh();
      navigate('/', { replace: true });
    });
  const here = () => `/sign-in?next=${encodeURIComponent(`/invitation?token=${props.token}`)}`;
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="mb-4 mt-2 text-lg">{t('lead', props.invited.organisationName, props.invited.networkName)}</p>
      <Show when={props.invited.role === 'referent'}>
        <p class="mb-4 text-muted">{t('referent')}</p>
      </Show>
      <div class="flex flex-col gap-4">
        <Switch fallback={<NewAccount email={props.invited.email} busy={busy()} onAccept={accept} />}>
          <Match when={isMe()}>
            <Button look="primary" busy={busy()} onClick={() => accept({})}>
              {t('accept')}
            </Button>
          </Match>
          <Match when={session.view()}>
            <Notice tone="waiting">{t('wrongPerson', props.invited.email)}</Notice>
            <Button onClick={() => void session.signOut()}>{t('signOut')}</Button>
          </Match>
          <Match when={props.invited.hasAccount}>
            <Notice>{t('hasAccount', props.invited.email)}</Notice>
            <LinkButton href={here()} look="primary">
              {t('signIn')}
            </LinkButton>
          </Match>
        </Switch>
        <ProblemNotice problem={problem()} />
      </div>
    </>
  );
}

function NewAccount(props: {
  email: string;
  busy: boolean;
  onAccept: (account: { name: string; password: string }) => void;
}) {
  const t = useWords(invitationWords);
  const link = useWords(linkWords);
  const [name, setName] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const accept = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name().trim() && isLongEnough(password())) props.onAccept({ name: name().trim(), password: password() });
  };
  return (
    <form class="flex flex-col gap-4" noValidate onSubmit={accept}>
      <p class="text-sm text-muted">{t('account', props.email)}</p>
      <TextField
        label={t('name')}
        autocomplete="name"
        value={name()}
        onInput={event => setName(event.currentTarget.value)}
        error={asked() && !name().trim() ? t('nameNeeded') : undefined}
      />
      <NewPasswordField
        label={t('password')}
        value={password()}
        onInput={setPassword}
        error={asked() && !isLongEnough(password()) ? link('tooShort') : undefined}
      />
      <Button type="submit" look="primary" busy={props.busy}>
        {t('accept')}
      </Button>
    </form>
  );
}
