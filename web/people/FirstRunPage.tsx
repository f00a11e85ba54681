export default function Placeholder() {
  return <h1>fr</h1>;
}
