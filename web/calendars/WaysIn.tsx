import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { findCaredFor } from '../external-calendars/data.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Section } from '../ui/Page.tsx';
import { calendarsWords } from './calendars-words.ts';

/** What calendars kept elsewhere bring in, for those who care for a resource or for an organisation. */
export function WaysIn() {
  const t = useWords(calendarsWords);
  const { me, isCoordinator, isReferent } = useMe();
  const caredFor = useQuery(() => ({
    queryKey: ['resources', 'cared-for', 'any', me().person.id],
    queryFn: () => findCaredFor('', me().person.id),
  }));
  const mayImport = () => isCoordinator() || isReferent();
  const mayConnect = () => (caredFor.data?.length ?? 0) > 0;
  return (
    <Show when={mayImport() || mayConnect()}>
      <Section title={t('waysIn')}>
        <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
          <Show when={mayConnect()}>
            <Way href="/external-calendars" name={t('outside')} text={t('outsideText')} />
          </Show>
          <Show when={mayImport()}>
            <Way href="/imports" name={t('imports')} text={t('importsText')} />
          </Show>
        </ul>
      </Section>
    </Show>
  );
}

function Way(props: { href: string; name: string; text: string }) {
  return (
    <li class="px-4 py-3">
      <A href={props.href} class="font-semibold text-primary underline">
        {props.name}
      </A>
      <p class="text-sm text-muted">{props.text}</p>
    </li>
  );
}
