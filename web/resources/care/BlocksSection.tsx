import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Block, ResourceDetail } from '../../../shared/resource.ts';
import { api, call, once } from '../../api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Loaded, Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { readBlocksAgain } from '../care-data.ts';
import { resourceWords } from '../words.ts';
import BlockDialog from './BlockDialog.tsx';
import { blockWords } from './block-words.ts';

/** The times to come at which a resource is out of use: listed, made, changed and lifted. */
export function BlocksSection(props: { resource: ResourceDetail }) {
  const t = useWords(blockWords);
  const words = useWords(resourceWords);
  const format = useFormat();
  const client = useQueryClient();
  const { busy, problem, run } = useAct();
  const [open, setOpen] = createSignal<Block | 'new' | null>(null);
  const query = useQuery(() => ({
    queryKey: ['blocks', 'of', props.resource.id],
    queryFn: () =>
      call(api.blocks.$get({ query: { resourceId: props.resource.id, from: new Date().toISOString(), limit: '200' } })),
  }));
  const span = (one: Block) => format.span(one.startsAt, one.endsAt, props.resource.site.timeZone);
  const lift = async (one: Block) => {
    const done = await run(async () => {
      await call(api.blocks[':id'].lifting.$post({ param: { id: one.id } }, once()));
    });
    readBlocksAgain(client);
    if (done) toast(() => t('lifted'), { tone: 'good' });
  };
  const columns = (): Column<Block>[] => [
    { key: 'when', header: t('when'), main: true, cell: span },
    { key: 'kind', header: t('kind'), cell: one => words(`block.${one.kind}`) },
    ...(props.resource.capacity > 1
      ? [{ key: 'quantity', header: t('quantity'), end: true, cell: (one: Block) => one.quantity ?? t('all') }]
      : []),
    { key: 'reason', header: t('reason'), cell: one => one.reason },
    {
      key: 'acts',
      header: t('change'),
      headHidden: true,
      cell: one => (
        <Show when={one.mayChange}>
          <span class="flex flex-wrap gap-1">
            <Button look="quiet" aria-label={t('changeNamed', span(one))} onClick={() => setOpen(one)}>
              {t('change')}
            </Button>
            <Button
              look="quiet"
              aria-label={t('liftNamed', span(one))}
              disabled={busy()}
              onClick={() => void lift(one)}
            >
              {t('lift')}
            </Button>
          </span>
        </Show>
      ),
    },
  ];
  return (
    <>
      <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p class="text-muted">{t('lead')}</p>
        <Button look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />} onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
      </div>
      <Show when={problem()}>{error => <Notice tone="danger">{error().message}</Notice>}</Show>
      <Loaded query={query}>
        {data => (
          <Show when={data().items.length > 0} fallback={<p class="text-muted">{t('none')}</p>}>
            <DataTable caption={t('caption')} rows={data().items} columns={columns()} />
          </Show>
        )}
      </Loaded>
      <Show when={open()} keyed>
        {one => (
          <BlockDialog resource={props.resource} changing={one === 'new' ? null : one} onClose={() => setOpen(null)} />
        )}
      </Show>
    </>
  );
}
