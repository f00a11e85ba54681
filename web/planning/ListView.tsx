import { A } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import { StatusBadge } from '../bookings/StatusBadge.tsx';
import { standingOf } from '../bookings/status.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { against } from './against.ts';
import { useBoard } from './board.ts';
import type { Choice } from './choice.ts';
import type { Bar, Item, LaidRow } from './rows.ts';
import { slotLength } from './stretch.ts';
import { planningWords } from './words.ts';

/** A stretch of a day of one resource, in words. */
type Piece = { from: number; to: number } & ({ kind: 'free' | 'closed' } | { kind: 'bar'; bar: Bar });

/** The same day as the grid shows, to be read from top to bottom; whatever one can do there, one can do here. */
export default function ListView(props: {
  choice: Choice;
  onBook: (stretch: { resourceId: string; from: number; to: number }) => void;
  onPress: (
    stretch: { resourceId: string; from: number; to: number },
    at: {
      row: LaidRow['row'];
      bar: Bar | undefined;
      anchor: DOMRect;
    },
  ) => void;
}) {
  const board = useBoard();
  return (
    <div class="pl-list">
      <For each={board.items()}>
        {item => (
          <Show
            when={item.kind === 'row' && item.laid}
            fallback={<h2 class="pl-list-group">{(item as Extract<Item, { kind: 'group' }>).label}</h2>}
          >
            {laid => <ResourceDay laid={laid()} choice={props.choice} onBook={props.onBook} onPress={props.onPress} />}
          </Show>
        )}
      </For>
    </div>
  );
}

function ResourceDay(props: Parameters<typeof ListView>[0] & { laid: LaidRow }) {
  const board = useBoard();
  const row = () => props.laid.row;
  const pieces = createMemo(() => piecesOf(props.laid, board.scale().from, board.scale().to));
  return (
    <section class="pl-list-resource">
      <div class="pl-list-head">
        <h3 class="text-base">
          <A href={`/resources/${row().resourceId}`} class="no-underline hover:underline">
            {row().name}
          </A>
        </h3>
        <p class="text-sm text-muted">{[row().siteName, row().ownerName].join(' · ')}</p>
        <AddButton laid={props.laid} choice={props.choice} />
      </div>
      <ul class="pl-list-pieces">
        <For each={pieces()}>
          {piece => (
            <li class="pl-list-piece" classList={{ 'pl-list-closed': piece.kind === 'closed' }}>
              <PieceLine piece={piece} laid={props.laid} onBook={props.onBook} onPress={props.onPress} />
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function AddButton(props: { laid: LaidRow; choice: Choice }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const row = () => props.laid.row;
  const isOffered = () => {
    const chosen = props.choice.chosen();
    if (!chosen || chosen.resourceIds.includes(row().resourceId)) return false;
    return against(row(), chosen, { now: board.now() }).length === 0;
  };
  return (
    <Show when={isOffered()}>
      <Button
        icon={<IconPlus aria-hidden="true" class="size-4" />}
        onClick={() => props.choice.toggle(row().resourceId)}
      >
        {t('add', row().name)}
      </Button>
    </Show>
  );
}

type PieceProps = Omit<Parameters<typeof ListView>[0], 'choice'> & { piece: Piece; laid: LaidRow };

function PieceLine(props: PieceProps) {
  const times = useTimesOf(props);
  const board = useBoard();
  const bar = () => (props.piece.kind === 'bar' ? props.piece.bar : undefined);
  const isBookable = () => props.piece.kind === 'free' && props.piece.to > board.now();
  return (
    <>
      <span class="pl-list-time">{times()}</span>
      <Switch fallback={<ClosedPiece {...props} times={times()} />}>
        <Match when={bar()}>{one => <TakenPiece {...props} bar={one()} times={times()} />}</Match>
        <Match when={isBookable()}>
          <FreePiece {...props} times={times()} />
        </Match>
      </Switch>
    </>
  );
}

/** From when to when a piece is, of the day that is shown. */
function useTimesOf(props: PieceProps): () => string {
  const board = useBoard();
  const format = useFormat();
  return () => {
    const { from: first, to: last, zone } = board.scale();
    const to = Math.min(props.piece.to, last);
    const end = to === last ? '24:00' : format.time(new Date(to), zone);
    return `${format.time(new Date(Math.max(props.piece.from, first)), zone)} – ${end}`;
  };
}

function TakenPiece(props: PieceProps & { bar: Bar; times: string }) {
  const t = useWords(planningWords);
  const open = (event: MouseEvent & { currentTarget: Element }) => {
    const anchor = event.currentTarget.getBoundingClientRect();
    const { bar } = props;
    const { row } = props.laid;
    props.onPress({ resourceId: row.resourceId, from: bar.from, to: bar.to }, { row, bar, anchor });
  };
  return (
    <>
      <span class="min-w-0 flex-1">
        <BarName bar={props.bar} />
      </span>
      <Button look="quiet" aria-label={`${t('open')}, ${props.laid.row.name}, ${props.times}`} onClick={open}>
        {t('open')}
      </Button>
    </>
  );
}

function FreePiece(props: PieceProps & { times: string }) {
  const board = useBoard();
  const t = useWords(planningWords);
  /** The first time that can be booked in a free stretch: not before now. */
  const slot = () => {
    const quarter = 900_000;
    const { piece, laid } = props;
    const from = Math.max(piece.from, Math.ceil(board.now() / quarter) * quarter);
    return { from, to: Math.min(from + slotLength(board.scale(), laid.row), Math.max(piece.to, from + quarter)) };
  };
  return (
    <>
      <span class="first-letter:uppercase">{t('free')}</span>
      <Button
        class="ml-auto"
        aria-label={`${t('book')}, ${props.laid.row.name}, ${props.times}`}
        onClick={() => props.onBook({ resourceId: props.laid.row.resourceId, ...slot() })}
      >
        {t('book')}
      </Button>
    </>
  );
}

/** Closed, or over; of what is over nobody asks why. */
function ClosedPiece(props: PieceProps & { times: string }) {
  const t = useWords(planningWords);
  const ask = (event: MouseEvent & { currentTarget: Element }) => {
    const anchor = event.currentTarget.getBoundingClientRect();
    const { from, to } = props.piece;
    const { row } = props.laid;
    props.onPress({ resourceId: row.resourceId, from, to }, { row, bar: undefined, anchor });
  };
  return (
    <Show when={props.piece.kind === 'closed'} fallback={<span class="text-muted">{t('past')}</span>}>
      <span class="text-muted">{t('closed')}</span>
      <Button
        look="quiet"
        class="ml-auto"
        aria-label={`${t('why')} ${props.laid.row.name}, ${props.times}`}
        onClick={ask}
      >
        {t('why')}
      </Button>
    </Show>
  );
}

function BarName(props: { bar: Bar }) {
  const board = useBoard();
  const t = useWords(planningWords);
  return (
    <Show
      when={props.bar.claim}
      fallback={props.bar.block && (props.bar.block.reason || t(`block.${props.bar.block.kind}`))}
    >
      {claim => (
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>
            {[claim().title ?? t('taken'), claim().organisationName ?? '', claim().mine ? t('mine') : '']
              .filter(Boolean)
              .join(' · ')}
            <Show when={claim().quantity > 1}> {t('units', claim().quantity)}</Show>
          </span>
          <StatusBadge standing={standingOf(claim(), board.now())} />
        </span>
      )}
    </Show>
  );
}

/** A day in order: what is taken, and between it what is open and what is closed. */
export function piecesOf(laid: LaidRow, from: number, to: number): Piece[] {
  const bars = laid.bars.filter(bar => bar.from < to && from < bar.to);
  const taken = laid.row.capacity > 1 ? [] : bars.map(bar => ({ from: bar.occupiedFrom, to: bar.occupiedTo }));
  const closed = laid.closed.filter(one => one.from < to && from < one.to);
  const edges = new Set([from, to]);
  for (const one of [...closed, ...taken]) {
    for (const edge of [one.from, one.to]) if (from < edge && edge < to) edges.add(edge);
  }
  const sorted = [...edges].toSorted((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1];
    if (end === undefined || taken.some(one => one.from <= start && end <= one.to)) continue;
    const kind = closed.some(one => one.from <= start && end <= one.to) ? 'closed' : 'free';
    const last = pieces.at(-1);
    if (last?.kind === kind && last.to === start) last.to = end;
    else pieces.push({ kind, from: start, to: end });
  }
  return [...pieces, ...bars.map(bar => ({ kind: 'bar' as const, from: bar.from, to: bar.to, bar }))].toSorted(
    (a, b) => a.from - b.from,
  );
}
