export default function Placeholder() {
  return <h1>p</h1>;
}
