import { createSignal, createUniqueId, Show } from 'solid-js';
import IconImage from '~icons/lucide/image';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { factsWords } from './facts-words.ts';
import { useKeep } from './keep.ts';
import { preparePicture } from './picture.ts';

/** The picture of a resource: chosen, made smaller here, and sent at once. */
export function PhotoField(props: { resource: ResourceDetail }) {
  const t = useWords(factsWords);
  const id = createUniqueId();
  const { keep } = useKeep();
  const { busy, problem, run } = useAct();
  const [unread, setUnread] = createSignal(false);
  const target = () => ({ param: { id: props.resource.id } });

  const bring = async (file: File) => {
    setUnread(false);
    const data = await preparePicture(file).catch(() => null);
    if (!data) return setUnread(true);
    const sent = await run(async () => {
      const answer = await call(
        api.resources[':id'].photo.$put({ ...target(), json: { data } }, ifUnchanged(props.resource.version)),
      );
      keep(answer.resource);
    });
    if (sent) toast(() => t('photoSaved'), { tone: 'good' });
  };
  const takeAway = async () => {
    const done = await run(async () => {
      const json = { photo: null };
      keep(
        (await call(api.resources[':id'].$patch({ ...target(), json }, ifUnchanged(props.resource.version)))).resource,
      );
    });
    if (done) toast(() => t('photoRemoved'), { tone: 'good' });
  };

  return (
    <div class="mb-6 flex flex-wrap items-center gap-4">
      <div class="grid aspect-video w-56 place-items-center overflow-hidden rounded-lg border border-line bg-sunken text-muted">
        <Show
          when={props.resource.photo}
          fallback={
            <span class="flex flex-col items-center gap-1 text-sm">
              <IconImage aria-hidden="true" class="size-7" />
              {t('noPhoto')}
            </span>
          }
        >
          {photo => <img src={photo()} alt={props.resource.name} class="size-full object-cover" />}
        </Show>
      </div>
      <div class="flex max-w-sm flex-col gap-2">
        <p id={`${id}-hint`} class="text-sm text-muted">
          {t('photoHint')}
        </p>
        <div class="flex flex-wrap gap-2">
          <label class="inline-flex min-h-11 items-center rounded-md border border-edge bg-surface px-3.5 text-sm font-semibold hover:bg-sunken has-focus-visible:outline-3 has-focus-visible:outline-focus has-disabled:opacity-55 pointer-fine:min-h-9">
            {props.resource.photo ? t('replacePhoto') : t('choosePhoto')}
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp"
              class="sr-only"
              aria-describedby={`${id}-hint`}
              disabled={busy()}
              onChange={event => {
                const [file] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (file) void bring(file);
              }}
            />
          </label>
          <Show when={props.resource.photo}>
            <Button look="quiet" busy={busy()} onClick={() => void takeAway()}>
              {t('removePhoto')}
            </Button>
          </Show>
        </div>
        <Show when={unread() || problem()}>
          <div role="alert">
            <Notice tone="danger">{problem()?.message ?? t('photoFailed')}</Notice>
          </div>
        </Show>
      </div>
    </div>
  );
}
