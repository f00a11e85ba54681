export default function Placeholder() {
  return <h1>s</h1>;
}
