import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { type InvitationView, invitationInput } from '../../shared/people.ts';
import { type AffiliationRole, affiliationRoles, type Locale, locales } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge, type BadgeTone } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { inputClass, SelectField, TextField } from '../ui/Field.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { Notice, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain, useInvitations } from './data.ts';
import { peopleWords } from './people-words.ts';
import { organisationWords } from './words.ts';

interface Link {
  email: string;
  url: string;
}

/** Who is invited to act for an organisation, what became of it, and the form that invites. */
export function Invitations(props: { organisationId: string }) {
  const t = useWords(peopleWords);
  const client = useQueryClient();
  const query = useInvitations(() => props.organisationId);
  const [link, setLink] = createSignal<Link>();
  const { busy, problem, run } = useAct();
  const invite = async (input: { email: string; role: AffiliationRole; locale: Locale }) => {
    const json = { ...input, organisationId: props.organisationId };
    const { url } = await call(api.invitations.$post({ json }, once()));
    setLink(url ? { email: input.email, url } : undefined);
    await readPeopleAgain(client);
    toast(() => t('sent', input.email), { tone: 'good' });
  };
  const { locale } = useLanguage();
  const resend = ({ email, role }: InvitationView) => run(() => invite({ email, role, locale: locale() }));
  const revoke = ({ id, email }: InvitationView) =>
    run(async () => {
      await call(api.invitations[':id'].$delete({ param: { id } }, once()));
      await readPeopleAgain(client);
      toast(() => t('revoked', email), { tone: 'good' });
    });
  const columns = useColumns(
    busy,
    one => void resend(one),
    one => void revoke(one),
  );
  return (
    <>
      <InviteForm onInvite={invite} />
      <Show when={link()}>{one => <HandOver link={one()} />}</Show>
      <Section title={t('invitations')}>
        <ProblemNotice problem={problem()} />
        <PagedTable
          query={query}
          caption={t('invitations')}
          columns={columns()}
          empty={<p class="text-muted">{t('noInvitation')}</p>}
        />
      </Section>
    </>
  );
}

function InviteForm(props: {
  onInvite: (input: { email: string; role: AffiliationRole; locale: Locale }) => Promise<void>;
}) {
  const t = useWords(peopleWords);
  const roles = useWords(organisationWords);
  const { locale } = useLanguage();
  const [email, setEmail] = createSignal('');
  const [role, setRole] = createSignal<AffiliationRole>('member');
  const [mailLocale, setMailLocale] = createSignal<Locale>(locale());
  const [isWrong, setWrong] = createSignal(false);
  const { busy, problem, run } = useAct();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const valid = invitationInput.shape.email.safeParse(email().trim());
    setWrong(!valid.success);
    if (!valid.success) return;
    void run(async () => {
      await props.onInvite({ email: valid.data, role: role(), locale: mailLocale() });
      setEmail('');
    });
  };
  return (
    <Section title={t('inviteTitle')}>
      <Card class="max-w-3xl">
        <p class="mb-3 text-sm text-muted">{t('inviteLead')}</p>
        <form class="grid items-start gap-3 sm:grid-cols-2" noValidate onSubmit={send}>
          <TextField
            class="sm:col-span-2"
            label={t('inviteEmail')}
            type="email"
            autocomplete="off"
            value={email()}
            onInput={event => setEmail(event.currentTarget.value)}
            error={isWrong() ? t('badEmail') : undefined}
          />
          <SelectField
            label={t('role')}
            value={role()}
            options={affiliationRoles.map(one => ({ value: one, label: roles(`role.${one}`) }))}
            onChange={value => setRole(affiliationRoles.find(one => one === value) ?? 'member')}
          />
          <SelectField
            label={t('inviteLocale')}
            value={mailLocale()}
            options={locales.map(one => ({ value: one, label: t(one === 'fr' ? 'french' : 'english') }))}
            onChange={value => setMailLocale(locales.find(one => one === value) ?? 'fr')}
          />
          <div class="sm:col-span-2">
            <ProblemNotice problem={problem()} />
            <Button type="submit" look="primary" busy={busy()}>
              {t('invite')}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}

/** Where no server carries mail, whoever invites hands the link over. */
function HandOver(props: { link: Link }) {
  const t = useWords(peopleWords);
  return (
    <Notice tone="waiting" class="mb-6 max-w-3xl">
      <label class="block">
        {t('link')}
        <input
          readOnly
          aria-label={t('linkLabel', props.link.email)}
          value={props.link.url}
          class={`${inputClass} mt-2`}
          onFocus={event => event.currentTarget.select()}
        />
      </label>
    </Notice>
  );
}

const tones: Record<InvitationView['status'], BadgeTone> = {
  open: 'waiting',
  accepted: 'good',
  revoked: 'quiet',
  expired: 'quiet',
};

function useColumns(
  busy: () => boolean,
  resend: (one: InvitationView) => void,
  revoke: (one: InvitationView) => void,
): () => Column<InvitationView>[] {
  const t = useWords(peopleWords);
  const roles = useWords(organisationWords);
  const format = useFormat();
  const { me } = useMe();
  return () => [
    { key: 'email', header: t('email'), main: true, cell: one => one.email },
    { key: 'role', header: t('role'), cell: one => roles(`role.${one.role}`) },
    { key: 'by', header: t('invitedBy'), cell: one => one.invitedBy },
    { key: 'expires', header: t('expires'), cell: one => format.dayTime(one.expiresAt, me().network.timeZone) },
    {
      key: 'state',
      header: t('state'),
      cell: one => <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>,
    },
    {
      key: 'acts',
      header: t('acts'),
      headHidden: true,
      cell: one => (
        <span class="flex flex-wrap gap-1">
          <Show when={one.status !== 'accepted'}>
            <Button look="quiet" disabled={busy()} aria-label={t('resendTo', one.email)} onClick={() => resend(one)}>
              {t('resend')}
            </Button>
          </Show>
          <Show when={one.status === 'open'}>
            <Button look="quiet" disabled={busy()} aria-label={t('revokeFor', one.email)} onClick={() => revoke(one)}>
              {t('revoke')}
            </Button>
          </Show>
        </span>
      ),
    },
  ];
}
