import { type BeforeLeaveEventArgs, useBeforeLeave } from '@solidjs/router';
import { type Accessor, createContext, createSignal, type JSX, onCleanup, onMount, Show, useContext } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { uiWords } from './words.ts';

const GuardContext = createContext<(isUnsaved: Accessor<boolean>) => void>();

/** Asks before a page with something unsaved is left, by a link, the back button, or the window. Filters and tabs are no leaving. */
export function LeaveGuard(props: { children: JSX.Element }) {
  const t = useWords(uiWords);
  const watched = new Set<Accessor<boolean>>();
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null);
  const isUnsaved = () => [...watched].some(one => one());

  useBeforeLeave(event => {
    const staysHere = typeof event.to === 'string' && event.to.split(/[?#]/)[0] === event.from.pathname;
    if (event.defaultPrevented || staysHere || !isUnsaved()) return;
    event.preventDefault();
    setLeaving(event);
  });
  onMount(() => {
    const ask = (event: BeforeUnloadEvent) => isUnsaved() && event.preventDefault();
    addEventListener('beforeunload', ask);
    onCleanup(() => removeEventListener('beforeunload', ask));
  });
  const watch = (one: Accessor<boolean>) => {
    watched.add(one);
    onCleanup(() => watched.delete(one));
  };

  return (
    <GuardContext.Provider value={watch}>
      {props.children}
      <Show when={leaving()} keyed>
        {event => (
          <ConfirmDialog
            title={t('leaveTitle')}
            confirm={t('leave')}
            cancel={t('stay')}
            danger
            act={() => event.retry(true)}
            onClose={() => setLeaving(null)}
          >
            <p>{t('leaveText')}</p>
          </ConfirmDialog>
        )}
      </Show>
    </GuardContext.Provider>
  );
}

/** Tells the guard of the page whether there is something unsaved here. */
export function useUnsaved(isUnsaved: Accessor<boolean>): void {
  const watch = useContext(GuardContext);
  if (!watch) throw new Error('useUnsaved needs a LeaveGuard');
  watch(isUnsaved);
}
