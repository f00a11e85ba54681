import { useLocation } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { For, Match, Show, Switch } from 'solid-js';
import type { Answer, AttendeeState, OpenInvitation } from '../../shared/attendee.ts';
import { ApiProblem, api, call } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { say } from '../ui/LiveText.tsx';
import { Facts, useTitle } from '../ui/Page.tsx';
import { ErrorState, Notice, ProblemNotice, Skeleton } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { replyWords } from './words.ts';

const answers: Answer[] = ['accepted', 'tentative', 'declined'];

/** Where the link in an invitation leads: what it is about, and three buttons. Opening it answers nothing. */
export default function ReplyPage() {
  const t = useWords(replyWords);
  const location = useLocation();
  // Behind the hash, which browsers send to nobody.
  const token = () => location.hash.replace(/^#/, '');
  const query = useQuery(() => ({
    queryKey: ['invitation-reply', token()],
    queryFn: () => call(api['invitation-replies'].preview.$post({ json: { token: token() } })),
    enabled: token() !== '',
    retry: false,
  }));
  const isOver = () => query.error instanceof ApiProblem && [400, 410].includes(query.error.status);
  useTitle(() => query.data?.title ?? t('title'));
  return (
    <Switch fallback={<Skeleton rows={4} />}>
      <Match when={token() === ''}>
        <Dead title={t('brokenTitle')} text={t('brokenText')} />
      </Match>
      <Match when={isOver()}>
        <Dead title={t('overTitle')} text={t('overText')} />
      </Match>
      <Match when={query.error}>{error => <ErrorState error={error()} retry={() => void query.refetch()} />}</Match>
      <Match when={query.data}>{invitation => <Open invitation={invitation()} token={token()} />}</Match>
    </Switch>
  );
}

function Dead(props: { title: string; text: string }) {
  return (
    <>
      <h1>{props.title}</h1>
      <p class="mt-2 text-muted">{props.text}</p>
    </>
  );
}

function Open(props: { invitation: OpenInvitation; token: string }) {
  const t = useWords(replyWords);
  const format = useFormat();
  const client = useQueryClient();
  const { busy, problem, run } = useAct();
  const dates = () => props.invitation.dates;
  const span = (date: OpenInvitation['dates'][number]) =>
    format.span(date.startsAt, date.endsAt, props.invitation.timeZone);
  const common = (): AttendeeState | 'mixed' => {
    const states = new Set(dates().map(date => date.state));
    return states.size === 1 ? (dates()[0]?.state ?? 'needs_action') : 'mixed';
  };
  const answer = (said: Answer, bookingIds?: string[]) =>
    void run(async () => {
      const json = { token: props.token, answer: said, ...(bookingIds ? { bookingIds } : {}) };
      const after = await call(api['invitation-replies'].$post({ json }));
      client.setQueryData(['invitation-reply', props.token], after);
      say(t(`said.${said}`));
    });
  return (
    <>
      <h1>{props.invitation.title}</h1>
      <p class="mb-4 mt-2 text-lg">
        {t('lead', props.invitation.name, props.invitation.organiserName, props.invitation.organisationName)}
      </p>
      <Facts
        items={[
          ...(dates().length === 1 ? [[t('when'), dates().map(span).join('')] as [string, string]] : []),
          ...(props.invitation.place ? [[t('where'), props.invitation.place] as [string, string]] : []),
          ...(props.invitation.resources ? [[t('what'), props.invitation.resources] as [string, string]] : []),
        ]}
      />
      <h2 class="mb-3 mt-6" id="question">
        {dates().length > 1 ? t('questionAll', dates().length) : t('question')}
      </h2>
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons that act are no fieldset of a form. */}
      <div role="group" aria-labelledby="question" class="grid gap-2 sm:grid-cols-3">
        <For each={answers}>
          {one => (
            <Button
              look={common() === one ? 'primary' : 'plain'}
              aria-pressed={common() === one}
              disabled={busy()}
              onClick={() => answer(one)}
            >
              {t(one)}
            </Button>
          )}
        </For>
      </div>
      <Notice tone={common() === 'needs_action' ? 'waiting' : 'good'} class="mt-4">
        {t(`said.${common()}`)} <Show when={common() !== 'needs_action'}>{t('change')}</Show>
      </Notice>
      <div class="mt-3">
        <ProblemNotice problem={problem()} />
      </div>
      <Show when={dates().length > 1}>
        <h2 class="mb-2 mt-6">{t('dates')}</h2>
        <ul class="flex flex-col gap-2">
          <For each={dates()}>
            {date => (
              <li class="flex flex-wrap items-center justify-between gap-2">
                <span>{span(date)}</span>
                <SelectField
                  label={t('answerFor', span(date))}
                  labelHidden
                  value={date.state}
                  disabled={busy()}
                  options={[
                    { value: 'needs_action', label: t('none'), disabled: true },
                    ...answers.map(one => ({ value: one, label: t(one) })),
                  ]}
                  onChange={said => {
                    const chosen = answers.find(one => one === said);
                    if (chosen) answer(chosen, [date.bookingId]);
                  }}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
