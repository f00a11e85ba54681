import { useWords } from '../i18n/locale.tsx';
import { LinkButton } from '../ui/Button.tsx';
import { useTitle } from '../ui/Page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { shellWords } from './words.ts';

export default function NotFoundPage() {
  const t = useWords(shellWords);
  useTitle(() => t('notFound'));
  return (
    <EmptyState
      title={t('notFound')}
      actions={
        <LinkButton href="/" look="primary">
          {t('toPlanning')}
        </LinkButton>
      }
    >
      {t('notFoundText')}
    </EmptyState>
  );
}
