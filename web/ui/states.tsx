import { ErrorBoundary, type JSX, Show } from 'solid-js';
import IconRefresh from '~icons/lucide/refresh-cw';
import { useWords } from '../i18n/locale.tsx';
import { Button, Spinner } from './Button.tsx';
import { uiWords } from './words.ts';

/** Nothing is there, why, and what to do about it. */
export function EmptyState(props: {
  title: string;
  children?: JSX.Element;
  actions?: JSX.Element;
  icon?: JSX.Element;
}) {
  return (
    <div class="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-12 text-center">
      <Show when={props.icon}>
        <div class="text-muted [&_svg]:size-10">{props.icon}</div>
      </Show>
      <h2 class="text-lg font-bold">{props.title}</h2>
      <Show when={props.children}>
        <div class="text-muted">{props.children}</div>
      </Show>
      <Show when={props.actions}>
        <div class="flex flex-wrap justify-center gap-2 pt-1">{props.actions}</div>
      </Show>
    </div>
  );
}

/** Something could not be read: the server's own sentence, and another try. */
export function ErrorState(props: { error: unknown; retry?: () => void }) {
  const t = useWords(uiWords);
  return (
    <div role="alert" class="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-12 text-center">
      <h2 class="text-lg font-bold">{t('errorTitle')}</h2>
      <p class="text-muted">{props.error instanceof Error ? props.error.message : ''}</p>
      <Show when={props.retry}>
        {retry => (
          <Button icon={<IconRefresh aria-hidden="true" class="size-4" />} onClick={() => retry()()}>
            {t('retry')}
          </Button>
        )}
      </Show>
    </div>
  );
}

/** One line of a problem beside the control that met it. */
export function Notice(props: {
  tone?: 'danger' | 'waiting' | 'good' | 'plain';
  children: JSX.Element;
  class?: string;
}) {
  const tones = {
    danger: 'bg-danger-soft text-on-danger-soft border-danger',
    waiting: 'bg-waiting-soft text-on-waiting-soft border-waiting',
    good: 'bg-good-soft text-on-good-soft border-good',
    plain: 'bg-primary-soft text-on-primary-soft border-primary',
  };
  return (
    <div class={`rounded-md border-l-4 px-3 py-2 text-sm ${tones[props.tone ?? 'plain']} ${props.class ?? ''}`}>
      {props.children}
    </div>
  );
}

/** What an act met, where its button is; read out at once. Nothing while there is none. */
export function ProblemNotice(props: { problem: Error | null }) {
  return (
    <Show when={props.problem}>
      {problem => (
        <div role="alert">
          <Notice tone="danger">{problem().message}</Notice>
        </div>
      )}
    </Show>
  );
}

/** The shape of what will come, so that nothing jumps. */
export function Skeleton(props: { rows?: number; class?: string }) {
  const t = useWords(uiWords);
  return (
    <div role="status" class={`flex flex-col gap-3 ${props.class ?? ''}`}>
      <span class="sr-only">{t('loading')}</span>
      {Array.from({ length: props.rows ?? 4 }, () => (
        <div class="h-12 animate-pulse rounded-md bg-sunken" />
      ))}
    </div>
  );
}

/** Shows what a query gives, with its loading and error states. */
export function Loaded<T>(props: {
  query: { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  skeleton?: JSX.Element;
  children: (data: () => NonNullable<T>) => JSX.Element;
}) {
  return (
    <Show
      when={props.query.data as NonNullable<T> | undefined}
      fallback={
        <Show when={props.query.error} fallback={props.skeleton ?? <Skeleton />}>
          <ErrorState error={props.query.error} retry={() => void props.query.refetch()} />
        </Show>
      }
    >
      {data => props.children(data)}
    </Show>
  );
}

export function PageBoundary(props: { children: JSX.Element }) {
  return (
    <ErrorBoundary fallback={(error, reset) => <ErrorState error={error} retry={reset} />}>
      {props.children}
    </ErrorBoundary>
  );
}

export function BusyLine(props: { children: JSX.Element }) {
  return (
    <p role="status" class="flex items-center gap-2 text-sm text-muted">
      <Spinner />
      {props.children}
    </p>
  );
}
