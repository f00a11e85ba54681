export default function Placeholder() {
  return <h1>find</h1>;
}
