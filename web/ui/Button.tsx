import { A } from '@solidjs/router';
import { type JSX, Show, splitProps } from 'solid-js';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-primary text-on-primary hover:bg-primary-strong border-transparent',
  plain: 'bg-surface text-ink border-edge hover:bg-sunken',
  quiet: 'bg-transparent text-primary border-transparent hover:bg-primary-soft',
  danger: 'bg-danger text-on-danger border-transparent hover:opacity-90',
};

/** 44 px high where a finger presses, 36 px with a fine pointer. */
const shape =
  'inline-flex items-center justify-center gap-2 rounded-md border px-3.5 min-h-11 pointer-fine:min-h-9 text-sm font-semibold ' +
  'select-none transition-colors disabled:opacity-55 aria-disabled:opacity-55';

export type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  /** Shows that the act is under way, and takes no second press. */
  busy?: boolean;
  icon?: JSX.Element;
};

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'busy', 'icon', 'class', 'children', 'disabled']);
  return (
    <button
      type="button"
      {...rest}
      disabled={own.disabled || own.busy}
      aria-busy={own.busy || undefined}
      class={`${shape} ${looks[own.look ?? 'plain']} ${own.class ?? ''}`}
    >
      <Show when={!own.busy} fallback={<Spinner />}>
        {own.icon}
      </Show>
      {own.children}
    </button>
  );
}

/** A square button with a picture only; `label` is what it is called. */
export function IconButton(props: Omit<ButtonProps, 'children' | 'icon'> & { label: string; children: JSX.Element }) {
  const [own, rest] = splitProps(props, ['label', 'look', 'class', 'children', 'busy', 'disabled']);
  return (
    <button
      type="button"
      {...rest}
      disabled={own.disabled || own.busy}
      aria-label={own.label}
      title={own.label}
      class={`inline-flex items-center justify-center rounded-md border size-11 pointer-fine:size-9 shrink-0 transition-colors disabled:opacity-55 ${looks[own.look ?? 'quiet']} ${own.class ?? ''}`}
    >
      {own.children}
    </button>
  );
}

export function LinkButton(props: {
  href: string;
  look?: Look;
  icon?: JSX.Element;
  class?: string;
  children: JSX.Element;
}) {
  return (
    <A href={props.href} class={`${shape} no-underline ${looks[props.look ?? 'plain']} ${props.class ?? ''}`}>
      {props.icon}
      {props.children}
    </A>
  );
}

/** A file that the browser saves or hands to the program that reads it. */
export function DownloadButton(props: { href: string; look?: Look; icon?: JSX.Element; children: JSX.Element }) {
  return (
    <a href={props.href} download="" class={`${shape} no-underline ${looks[props.look ?? 'plain']}`}>
      {props.icon}
      {props.children}
    </a>
  );
}

export function Spinner() {
  return (
    <span aria-hidden="true" class="size-4 rounded-full border-2 border-current border-r-transparent animate-spin" />
  );
}
