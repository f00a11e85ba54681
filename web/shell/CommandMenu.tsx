export default function CommandMenu(props: { onClose: () => void }) {
  return (
    <button type="button" onClick={() => props.onClose()}>
      CommandMenu
    </button>
  );
}
