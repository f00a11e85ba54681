import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { type JSX, Show } from 'solid-js';
import { type MailDetail, mailKinds } from '../../shared/mail.ts';
import { api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Facts } from '../ui/Page.tsx';
import { Loaded, Notice, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { mailWords } from './words.ts';

/** One mail with its text, and the button that sends it again where it did not leave. */
export default function MailDialog(props: { id: string; onClose: () => void }) {
  const t = useWords(mailWords);
  const client = useQueryClient();
  const query = useQuery(() => ({
    queryKey: ['mail', 'one', props.id],
    queryFn: async () => (await call(api.mail[':id'].$get({ param: { id: props.id } }))).mail,
  }));
  const { busy, problem, run } = useAct();
  const mayResend = () => query.data?.state === 'failed' || query.data?.state === 'kept';
  const resend = () =>
    run(async () => {
      await call(api.mail[':id'].sending.$post({ param: { id: props.id } }, once()));
      await client.invalidateQueries({ queryKey: ['mail'] });
      toast(() => t('resent'), { tone: 'good' });
    });
  return (
    <Dialog
      open
      wide
      title={query.data?.subject ?? t('title')}
      onClose={props.onClose}
      footer={
        <>
          <Show when={mayResend()}>
            <Button busy={busy()} onClick={() => void resend()}>
              {t('resend')}
            </Button>
          </Show>
          <Button look="primary" onClick={() => props.onClose()}>
            {t('close')}
          </Button>
        </>
      }
    >
      <Loaded query={query}>{mail => <Text mail={mail()} />}</Loaded>
      <ProblemNotice problem={problem()} />
    </Dialog>
  );
}

function Text(props: { mail: MailDetail }) {
  const t = useWords(mailWords);
  const format = useFormat();
  const { me } = useMe();
  const at = (instant: string) => format.dayTime(instant, me().network.timeZone);
  const facts = (): [string, JSX.Element][] => {
    const { recipient, kind, state, createdAt, sentAt, failure, attempts } = props.mail;
    const known = mailKinds.find(one => one === kind) ?? 'other';
    const items: [string, JSX.Element][] = [
      [t('to'), recipient],
      [t('kindLabel'), t(`kind.${known}`)],
      [t('stateLabel'), t(`state.${state}`)],
      [t('when'), at(createdAt)],
    ];
    if (sentAt) items.push([t('sentAt'), at(sentAt)]);
    if (attempts > 0) items.push([t('attempts'), attempts]);
    if (failure) items.push([t('failure'), failure]);
    return items;
  };
  return (
    <>
      <Facts items={facts()} />
      <Show
        when={!props.mail.withheld}
        fallback={
          <Notice tone="waiting" class="mt-4">
            {t('withheld')}
          </Notice>
        }
      >
        <p class="mt-4 whitespace-pre-line rounded-md border border-line bg-paper p-4">{props.mail.text}</p>
      </Show>
    </>
  );
}
