import type { BookingDraft } from './form-state.tsx';

export default function BookingForm(props: {
  draft: BookingDraft;
  returnFocus: (() => HTMLElement | null) | undefined;
  onClose: () => void;
}) {
  return <p>{props.draft.title}</p>;
}
