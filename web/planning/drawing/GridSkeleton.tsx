import { useWords } from '../../i18n/locale.tsx';
import { uiWords } from '../../ui/words.ts';
import { useBoard } from '../board.ts';
import { Header } from './Header.tsx';

/** The grid before its rows have come: the days are already right. */
export function GridSkeleton() {
  const board = useBoard();
  const t = useWords(uiWords);
  return (
    <div class="pl-scroller" role="status">
      <span class="sr-only">{t('loading')}</span>
      <div aria-hidden="true" inert>
        <Header />
        {Array.from({ length: 14 }, (_, index) => (
          <div class="pl-skeleton" style={{ height: `${board.measures().lane + 9}px` }}>
            <span style={{ width: `${96 + ((index * 53) % 90)}px` }} />
          </div>
        ))}
      </div>
    </div>
  );
}
