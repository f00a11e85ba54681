import { Show } from 'solid-js';
import IconCopy from '~icons/lucide/copy';
import IconFinish from '~icons/lucide/flag';
import IconChange from '~icons/lucide/pencil';
import IconShare from '~icons/lucide/share-2';
import IconRestore from '~icons/lucide/undo-2';
import IconCancel from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import type { Acting } from './acting.tsx';
import { actingWords } from './acting-words.ts';

const icon = 'size-4';

/** The acts of a booking's own page, each by its name. */
export function BookingActs(props: { acting: Acting }) {
  const t = useWords(actingWords);
  const may = () => props.acting.may;
  return (
    <>
      <Show when={may().restore()}>
        <Button
          look="primary"
          icon={<IconRestore aria-hidden="true" class={icon} />}
          onClick={() => props.acting.restore()}
        >
          {t('restore')}
        </Button>
      </Show>
      <Show when={may().finish()}>
        <Button
          look="primary"
          icon={<IconFinish aria-hidden="true" class={icon} />}
          onClick={() => props.acting.finish()}
        >
          {t('finish')}
        </Button>
      </Show>
      <Show when={may().change()}>
        <Button icon={<IconChange aria-hidden="true" class={icon} />} onClick={() => props.acting.change()}>
          {t('change')}
        </Button>
      </Show>
      <Show when={may().copy()}>
        <Button icon={<IconCopy aria-hidden="true" class={icon} />} onClick={() => props.acting.copy()}>
          {t('copy')}
        </Button>
      </Show>
      <Button icon={<IconShare aria-hidden="true" class={icon} />} onClick={() => props.acting.share()}>
        {t('share')}
      </Button>
      <Show when={may().cancel()}>
        <Button icon={<IconCancel aria-hidden="true" class={icon} />} onClick={() => props.acting.cancel()}>
          {t('cancel')}
        </Button>
      </Show>
    </>
  );
}
