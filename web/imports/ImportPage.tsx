import { A, useParams } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Import, ImportMode, ImportRow } from '../../shared/import.ts';
import { useWords } from '../i18n/locale.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Page } from '../ui/Page.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Loaded, Notice, ProblemNotice, Skeleton } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { asked, type Choices, isAgainst, leavingOutAgainst } from './choices.ts';
import { useImport, useImportActs } from './data.ts';
import { RowDialog } from './RowDialog.tsx';
import { RowTable } from './RowTable.tsx';
import { importWords } from './words.ts';

/** One import: first what the file holds and what is chosen for each row, then what came of it. */
export default function ImportPage() {
  const params = useParams<{ id: string }>();
  const query = useImport(() => params.id);
  return (
    <Loaded query={query} skeleton={<Skeleton rows={8} class="mx-auto max-w-6xl p-6" />}>
      {one => (
        <Show when={one().state === 'previewed'} fallback={<Result import={one()} />}>
          <Preview import={one()} />
        </Show>
      )}
    </Loaded>
  );
}

function Preview(props: { import: Import }) {
  const t = useWords(importWords);
  const acts = useImportActs();
  const { busy, problem, run } = useAct();
  const [choices, setChoices] = createSignal<Choices>({});
  const [shown, setShown] = createSignal<'all' | 'against'>('all');
  const [editing, setEditing] = createSignal<ImportRow | null>(null);
  const rows = createMemo(() => props.import.rows.filter(row => shown() === 'all' || isAgainst(row)));
  const free = () => props.import.rows.filter(row => !isAgainst(row)).length;
  const wanted = () => props.import.rows.filter(row => !choices()[row.position]?.isLeftOut).length;
  const execute = (mode: ImportMode) =>
    run(async () => {
      const { import: done } = await acts.execute(props.import.id, mode, asked(choices()));
      toast(() => t('executed', done.bookedCount), { tone: 'good' });
    });

  return (
    <Page title={props.import.fileName} lead={<Back />} width="wide">
      <p class="mb-3">{t('summary', props.import.rows.length, free())}</p>
      <Against import={props.import} />
      <div class="mb-3 flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={t('show')}
          value={shown()}
          options={[
            { value: 'all', label: t('showAll') },
            { value: 'against', label: t('showAgainst') },
          ]}
          onChange={setShown}
        />
        <Show when={free() < props.import.rows.length}>
          <Button look="quiet" onClick={() => setChoices(now => leavingOutAgainst(props.import.rows, now))}>
            {t('skipAgainst')}
          </Button>
        </Show>
      </div>
      <RowTable
        rows={rows()}
        choices={choices()}
        onChoose={(position, choice) => setChoices(now => ({ ...now, [position]: choice }))}
        onEdit={setEditing}
      />
      <div class="sticky bottom-(--tabs-height) mt-4 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-paper py-3">
        <ProblemNotice problem={problem()} />
        <span class="text-sm text-muted">{t('bookHint', wanted())}</span>
        <Button busy={busy()} disabled={wanted() === 0} onClick={() => void execute('each')}>
          {t('bookEach')}
        </Button>
        <Button look="primary" busy={busy()} disabled={wanted() === 0} onClick={() => void execute('all')}>
          {t('bookAll')}
        </Button>
      </div>
      <Show when={editing()} keyed>
        {row => (
          <RowDialog
            row={row}
            choice={choices()[row.position]}
            onClose={() => setEditing(null)}
            onDone={choice => {
              setChoices(now => ({ ...now, [row.position]: choice }));
              setEditing(null);
            }}
          />
        )}
      </Show>
    </Page>
  );
}

function Result(props: { import: Import }) {
  const t = useWords(importWords);
  const acts = useImportActs();
  const [isAsking, setAsking] = createSignal(false);
  const undo = async () => {
    await acts.undo(props.import.id);
    toast(() => t('undone'));
  };
  return (
    <Page
      title={props.import.fileName}
      lead={<Back />}
      width="wide"
      actions={
        <Show when={props.import.state === 'executed' && props.import.bookedCount > 0}>
          <Button onClick={() => setAsking(true)}>{t('undo')}</Button>
        </Show>
      }
    >
      <Notice tone={props.import.state === 'undone' ? 'plain' : 'good'} class="mb-5">
        {props.import.state === 'undone' ? t('undone') : t('executed', props.import.bookedCount)}
      </Notice>
      <Against import={props.import} />
      <RowTable rows={props.import.rows} />
      <Show when={isAsking()}>
        <ConfirmDialog danger title={t('undoTitle')} confirm={t('undo')} act={undo} onClose={() => setAsking(false)}>
          <p>{t('undoText')}</p>
        </ConfirmDialog>
      </Show>
    </Page>
  );
}

/** How many rows meet each obstacle, the most frequent first; a sentence of one of them says what it is. */
function Against(props: { import: Import }) {
  const t = useWords(importWords);
  const sentence = (code: string) => {
    const { rows } = props.import;
    const problem = rows.find(row => row.problem?.code === code)?.problem?.message;
    return problem ?? rows.flatMap(row => row.reasons).find(one => one.code === code)?.message ?? code;
  };
  return (
    <Show when={props.import.against.length > 0}>
      <section class="mb-5">
        <h2 class="mb-2 text-base font-bold">{t('against')}</h2>
        <ul class="flex flex-col gap-1 text-sm">
          <For each={props.import.against}>
            {one => (
              <li class="flex items-baseline gap-2">
                <Badge tone="danger">{one.count}</Badge>
                {sentence(one.code)}
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function Back() {
  const t = useWords(importWords);
  return (
    <A href="/imports" class="text-primary">
      {t('back')}
    </A>
  );
}
