import { type JSX, Show } from 'solid-js';

export type BadgeTone = 'plain' | 'good' | 'waiting' | 'danger' | 'quiet';

const tones: Record<BadgeTone, string> = {
  plain: 'bg-primary-soft text-on-primary-soft border-transparent',
  good: 'bg-good-soft text-on-good-soft border-transparent',
  waiting: 'bg-waiting-soft text-on-waiting-soft border-waiting border-dashed',
  danger: 'bg-danger-soft text-on-danger-soft border-transparent',
  quiet: 'bg-transparent text-muted border-edge',
};

/** A state in a word. The word says all; the tone only helps to find it again. */
export function Badge(props: { tone?: BadgeTone; icon?: JSX.Element; children: JSX.Element }) {
  return (
    <span
      class={`inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-px text-xs font-semibold ${tones[props.tone ?? 'plain']}`}
    >
      <Show when={props.icon}>{props.icon}</Show>
      {props.children}
    </span>
  );
}
