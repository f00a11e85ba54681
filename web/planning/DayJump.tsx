import { useWords } from '../i18n/locale.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Popover } from '../ui/Popover.tsx';
import { planningWords } from './words.ts';

/** To any day, typed or picked. */
export default function DayJump(props: {
  day: string;
  onPick: (day: string) => void;
  anchor: DOMRect;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
}) {
  const t = useWords(planningWords);
  const pick = (day: string) => {
    if (!day) return;
    props.onPick(day);
    props.onClose();
  };
  return (
    <Popover title={t('pickDay')} anchor={() => props.anchor} onClose={props.onClose} returnFocus={props.returnFocus}>
      <DateField class="mt-1" label={t('pickDay')} labelHidden value={props.day} onChange={pick} />
    </Popover>
  );
}
