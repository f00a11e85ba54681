export default function ShortcutList(props: { onClose: () => void }) {
  return (
    <button type="button" onClick={() => props.onClose()}>
      ShortcutList
    </button>
  );
}
