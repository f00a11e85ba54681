import { useWords } from '../i18n/locale.tsx';
import { LinkButton } from '../ui/Button.tsx';
import { useTitle } from '../ui/Page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { shellWords } from './words.ts';

/** For an address that exists and that this person may not open. */
export default function NotAllowedPage() {
  const t = useWords(shellWords);
  useTitle(() => t('notAllowed'));
  return (
    <EmptyState
      title={t('notAllowed')}
      actions={
        <LinkButton href="/" look="primary">
          {t('toPlanning')}
        </LinkButton>
      }
    >
      {t('notAllowedText')}
    </EmptyState>
  );
}
