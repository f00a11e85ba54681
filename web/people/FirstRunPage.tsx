import { useLocation, useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { createStore } from 'solid-js/store';
import { locales, type OrganisationKind, organisationKinds } from '../../shared/words.ts';
import { api, call } from '../api.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useTitle } from '../ui/Page.tsx';
import { BusyLine, Notice, ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';
import { useSession } from './session.tsx';
import { firstRunWords, linkWords } from './words.ts';

/** The first page of an empty deployment: a network of one's own, or the demonstration to look at first. */
export default function FirstRunPage() {
  const t = useWords(firstRunWords);
  const link = useWords(linkWords);
  const location = useLocation();
  const token = () => location.hash.replace(/^#/, '');
  const state = useQuery(() => ({ queryKey: ['first-run'], queryFn: () => call(api['first-run'].$get()) }));
  useTitle(() => t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <Switch>
        <Match when={state.data?.needed === false}>
          <p class="mb-6 mt-2 text-muted">{t('done')}</p>
          <LinkButton href="/sign-in" look="primary">
            {link('toSignIn')}
          </LinkButton>
        </Match>
        <Match when={!token()}>
          <p class="mt-2 text-muted">{t('noToken')}</p>
        </Match>
        <Match when={state.data}>
          <p class="mb-6 mt-2 text-muted">{t('lead')}</p>
          <NewNetwork token={token()} />
          <Demonstration token={token()} />
        </Match>
      </Switch>
    </>
  );
}

const zones = ['Europe/Paris', ...Intl.supportedValuesOf('timeZone').filter(one => one !== 'Europe/Paris')];

function NewNetwork(props: { token: string }) {
  const t = useWords(firstRunWords);
  const link = useWords(linkWords);
  const { locale } = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const { busy, problem, run } = useAct();
  const [asked, setAsked] = createSignal(false);
  const [form, setForm] = createStore({
    networkName: '',
    timeZone: 'Europe/Paris',
    locale: locale(),
    organisation: { name: '', kind: 'association' as OrganisationKind },
    person: { name: '', email: '', password: '' },
  });
  const missing = (value: string) => (asked() && !value.trim() ? t('needed') : undefined);
  const isComplete = () =>
    [form.networkName, form.organisation.name, form.person.name, form.person.email].every(one => one.trim()) &&
    isLongEnough(form.person.password);
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isComplete()) return;
    void run(async () => {
      await call(api['first-run'].$post({ json: { token: props.token, ...form } }));
      await session.refresh();
      navigate('/care', { replace: true });
    });
  };
  return (
    <form class="flex flex-col gap-4" noValidate onSubmit={begin}>
      <h2>{t('network')}</h2>
      <TextField
        label={t('networkName')}
        value={form.networkName}
        onInput={event => setForm('networkName', event.currentTarget.value)}
        error={missing(form.networkName)}
      />
      <SelectField
        label={t('timeZone')}
        value={form.timeZone}
        options={zones.map(one => ({ value: one, label: one.replaceAll('_', ' ') }))}
        onChange={zone => setForm('timeZone', zone)}
      />
      <SelectField
        label={t('language')}
        value={form.locale}
        options={locales.map(one => ({ value: one, label: one === 'fr' ? 'Français' : 'English' }))}
        onChange={chosen => setForm('locale', chosen === 'en' ? 'en' : 'fr')}
      />
      <h2 class="mt-2">{t('organisation')}</h2>
      <TextField
        label={t('organisationName')}
        autocomplete="organization"
        value={form.organisation.name}
        onInput={event => setForm('organisation', 'name', event.currentTarget.value)}
        error={missing(form.organisation.name)}
      />
      <SelectField
        label={t('organisationKind')}
        value={form.organisation.kind}
        options={organisationKinds.map(one => ({ value: one, label: t(`kinds.${one}`) }))}
        onChange={kind => setForm('organisation', 'kind', kind as OrganisationKind)}
      />
      <h2 class="mt-2">{t('you')}</h2>
      <TextField
        label={t('name')}
        autocomplete="name"
        value={form.person.name}
        onInput={event => setForm('person', 'name', event.currentTarget.value)}
        error={missing(form.person.name)}
      />
      <TextField
        label={t('email')}
        type="email"
        autocomplete="email"
        value={form.person.email}
        onInput={event => setForm('person', 'email', event.currentTarget.value)}
        error={missing(form.person.email)}
      />
      <NewPasswordField
        label={t('password')}
        value={form.person.password}
        onInput={password => setForm('person', 'password', password)}
        error={asked() && !isLongEnough(form.person.password) ? link('tooShort') : undefined}
      />
      <ProblemNotice problem={problem()} />
      <Button type="submit" look="primary" busy={busy()}>
        {t('begin')}
      </Button>
    </form>
  );
}

function Demonstration(props: { token: string }) {
  const t = useWords(firstRunWords);
  const { busy, problem, run } = useAct();
  const [loaded, setLoaded] = createSignal<{ accounts: string[]; password: string } | null>(null);
  const load = () =>
    run(async () => {
      setLoaded(await call(api['first-run'].demonstration.$post({ json: { token: props.token } })));
    });
  return (
    <section class="mt-8 flex flex-col gap-3 border-t border-line pt-6">
      <h2>{t('orDemonstration')}</h2>
      <p class="text-muted">{t('demonstrationText')}</p>
      <Show
        when={loaded()}
        fallback={
          <Button busy={busy()} onClick={() => void load()}>
            {t('load')}
          </Button>
        }
      >
        {done => (
          <Notice tone="good">
            <p>{t('loaded')}</p>
            <ul class="my-2 list-disc pl-5">
              <For each={done().accounts}>{account => <li>{account}</li>}</For>
            </ul>
            <p>{t('samePassword', done().password)}</p>
            <a class="mt-2 inline-block font-semibold underline" href="/sign-in">
              /sign-in
            </a>
          </Notice>
        )}
      </Show>
      <Show when={busy()}>
        <BusyLine>{t('loading')}</BusyLine>
      </Show>
      <ProblemNotice problem={problem()} />
    </section>
  );
}
