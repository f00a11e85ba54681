import { createSignal, For, Show } from 'solid-js';
import { type NotificationTopic, notificationTopics, wants } from '../../shared/notifications.ts';
import type { ProfileChange } from '../../shared/people.ts';
import { locales } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { setSingleKeys, singleKeys } from '../shell/shortcuts.ts';
import { setTheme, theme, themes } from '../shell/theme.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField, TextField } from '../ui/Field.tsx';
import { Card, Page, Section } from '../ui/Page.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Notice, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { Interests } from './Interests.tsx';
import { isLongEnough, NewPasswordField } from './PasswordField.tsx';
import { useMe, useSession } from './session.tsx';
import { profileWords } from './words.ts';

/** What one changes of oneself. What is a choice is kept at once; what is typed has a button. */
export default function ProfilePage() {
  const t = useWords(profileWords);
  return (
    <Page title={t('title')}>
      <Identity />
      <Preferences />
      <Notifications />
      <Interests />
      <Security />
    </Page>
  );
}

function useProfile() {
  const session = useSession();
  return async (change: ProfileChange) => {
    await call(api.session.$patch({ json: change }, once()));
    await session.refresh();
  };
}

function Identity() {
  const t = useWords(profileWords);
  const { me } = useMe();
  const change = useProfile();
  const { busy, problem, run } = useAct();
  const [name, setName] = createSignal(me().person.name);
  const [phone, setPhone] = createSignal(me().person.phone ?? '');
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await change({ name: name(), phone: phone() || null });
      toast(() => t('saved'), { tone: 'good' });
    });
  };
  return (
    <Section title={t('identity')}>
      <Card>
        <form class="flex flex-col gap-4" onSubmit={save}>
          <TextField
            label={t('name')}
            autocomplete="name"
            required
            value={name()}
            onInput={event => setName(event.currentTarget.value)}
          />
          <TextField label={t('email')} hint={t('emailHint')} type="email" readOnly value={me().person.email} />
          <TextField
            label={t('phone')}
            hint={t('phoneHint')}
            optional={t('optional')}
            type="tel"
            autocomplete="tel"
            value={phone()}
            onInput={event => setPhone(event.currentTarget.value)}
          />
          <Roles />
          <ProblemNotice problem={problem()} />
          <div>
            <Button type="submit" look="primary" busy={busy()}>
              {t('save')}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}

function Roles() {
  const t = useWords(profileWords);
  const { me } = useMe();
  return (
    <div>
      <p class="text-sm font-semibold">{t('actsFor')}</p>
      <Show when={me().affiliations.length > 0} fallback={<Notice tone="waiting">{t('noOrganisation')}</Notice>}>
        <ul class="mt-1 flex flex-col gap-1">
          <For each={me().affiliations}>
            {one => (
              <li>
                {one.organisationName} <span class="text-muted">({t(one.role)})</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={me().roles.length > 0}>
        <p class="mt-3 text-sm font-semibold">{t('offices')}</p>
        <ul class="mt-1">
          <For each={me().roles}>{role => <li>{t(role)}</li>}</For>
        </ul>
      </Show>
    </div>
  );
}

function Preferences() {
  const t = useWords(profileWords);
  const { locale, setLocale } = useLanguage();
  const change = useProfile();
  const { problem, run } = useAct();
  const speak = (chosen: (typeof locales)[number]) => {
    setLocale(chosen);
    void run(() => change({ locale: chosen }));
  };
  return (
    <Section title={t('preferences')}>
      <Card class="flex flex-col gap-4">
        <div class="flex flex-col gap-1">
          <p class="text-sm font-semibold">{t('language')}</p>
          <Segmented
            label={t('language')}
            value={locale()}
            options={locales.map(one => ({ value: one, label: one === 'fr' ? 'Français' : 'English' }))}
            onChange={speak}
            class="self-start"
          />
        </div>
        <div class="flex flex-col gap-1">
          <p class="text-sm font-semibold">{t('theme')}</p>
          <Segmented
            label={t('theme')}
            value={theme()}
            options={themes.map(one => ({ value: one, label: t(`themes.${one}`) }))}
            onChange={setTheme}
            class="self-start"
          />
        </div>
        <CheckField
          label={t('singleKeys')}
          hint={t('singleKeysHint')}
          checked={singleKeys()}
          onChange={event => setSingleKeys(event.currentTarget.checked)}
        />
        <ProblemNotice problem={problem()} />
      </Card>
    </Section>
  );
}

function Notifications() {
  const t = useWords(profileWords);
  const { locale } = useLanguage();
  const { me } = useMe();
  const change = useProfile();
  const { problem, run } = useAct();
  const topics = Object.keys(notificationTopics) as NotificationTopic[];
  return (
    <Section title={t('notifications')}>
      <Card>
        <p class="mb-2 text-sm text-muted">{t('notificationsHint')}</p>
        <For each={topics}>
          {topic => (
            <CheckField
              label={notificationTopics[topic][locale()]}
              checked={wants(me().person.notificationChoices, topic)}
              onChange={event =>
                void run(() => change({ notificationChoices: { [topic]: event.currentTarget.checked } }))
              }
            />
          )}
        </For>
        <ProblemNotice problem={problem()} />
      </Card>
    </Section>
  );
}

function Security() {
  const t = useWords(profileWords);
  const { busy, problem, run } = useAct();
  const [current, setCurrent] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isLongEnough(password())) return;
    void run(async () => {
      await call(api.auth['change-password'].$post({ json: { currentPassword: current(), newPassword: password() } }));
      setCurrent('');
      setPassword('');
      setAsked(false);
      toast(() => t('passwordChanged'), { tone: 'good' });
    });
  };
  const leaveElsewhere = () =>
    run(async () => {
      await call(api.auth['revoke-other-sessions'].$post());
      toast(() => t('elsewhereDone'), { tone: 'good' });
    });
  return (
    <Section title={t('security')}>
      <Card>
        <form class="flex flex-col gap-4" onSubmit={save}>
          <TextField
            label={t('currentPassword')}
            type="password"
            autocomplete="current-password"
            required
            value={current()}
            onInput={event => setCurrent(event.currentTarget.value)}
          />
          <NewPasswordField
            label={t('newPassword')}
            value={password()}
            onInput={setPassword}
            error={asked() && !isLongEnough(password()) ? t('tooShort') : undefined}
          />
          <ProblemNotice problem={problem()} />
          <div class="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={busy()}>
              {t('changePassword')}
            </Button>
            <Button onClick={() => void leaveElsewhere()}>{t('elsewhere')}</Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
