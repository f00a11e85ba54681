import { createSignal, createUniqueId, Show } from 'solid-js';
import IconCalendar from '~icons/lucide/calendar-plus';
import IconCopy from '~icons/lucide/copy';
import IconMore from '~icons/lucide/ellipsis';
import IconFinish from '~icons/lucide/flag';
import IconChange from '~icons/lucide/pencil';
import IconShare from '~icons/lucide/share-2';
import IconRestore from '~icons/lucide/undo-2';
import IconCancel from '~icons/lucide/x';
import type { Booking } from '../../shared/booking.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, DownloadButton, IconButton } from '../ui/Button.tsx';
import { useActing } from './acting.tsx';
import { actingWords } from './acting-words.ts';

const icon = 'size-4';

/** The acts of one line of a list: the two that are wanted most, and the others when asked for. */
export function RowActs(props: { booking: Booking; leaving: () => void }) {
  const t = useWords(actingWords);
  const acting = useActing(() => props.booking);
  const [open, setOpen] = createSignal(false);
  const id = createUniqueId();
  const named = (act: string) => t('actOn', act, props.booking.title);
  const leave = (act: () => void) => () => {
    props.leaving();
    act();
  };
  return (
    <>
      <div class="flex shrink-0 items-center gap-1">
        <Show when={acting.may.change()}>
          <IconButton class="hidden sm:inline-flex" label={named(t('change'))} onClick={acting.change}>
            <IconChange aria-hidden="true" class={icon} />
          </IconButton>
        </Show>
        <Show when={acting.may.cancel()}>
          <IconButton class="hidden sm:inline-flex" label={named(t('cancel'))} onClick={leave(acting.cancel)}>
            <IconCancel aria-hidden="true" class={icon} />
          </IconButton>
        </Show>
        <Show when={acting.may.restore()}>
          <Button look="quiet" icon={<IconRestore aria-hidden="true" class={icon} />} onClick={leave(acting.restore)}>
            {t('restore')}
          </Button>
        </Show>
        <IconButton
          label={t('more', props.booking.title)}
          aria-expanded={open()}
          aria-controls={id}
          onClick={() => setOpen(!open())}
        >
          <IconMore aria-hidden="true" class={icon} />
        </IconButton>
      </div>
      <div id={id} class="flex w-full flex-wrap gap-1.5 empty:hidden" hidden={!open()}>
        <Show when={open()}>
          <Show when={acting.may.change()}>
            <Button icon={<IconChange aria-hidden="true" class={icon} />} onClick={acting.change}>
              {t('change')}
            </Button>
          </Show>
          <Show when={acting.may.copy()}>
            <Button icon={<IconCopy aria-hidden="true" class={icon} />} onClick={acting.copy}>
              {t('copy')}
            </Button>
          </Show>
          <Show when={acting.may.finish()}>
            <Button icon={<IconFinish aria-hidden="true" class={icon} />} onClick={acting.finish}>
              {t('finish')}
            </Button>
          </Show>
          <Button icon={<IconShare aria-hidden="true" class={icon} />} onClick={acting.share}>
            {t('share')}
          </Button>
          <Show when={acting.may.calendar()}>
            <DownloadButton href={acting.calendar()} icon={<IconCalendar aria-hidden="true" class={icon} />}>
              {t('calendar')}
            </DownloadButton>
          </Show>
          <Show when={acting.may.cancel()}>
            <Button icon={<IconCancel aria-hidden="true" class={icon} />} onClick={leave(acting.cancel)}>
              {t('cancel')}
            </Button>
          </Show>
        </Show>
      </div>
      <acting.Dialogs />
    </>
  );
}
