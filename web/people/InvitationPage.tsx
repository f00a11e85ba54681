export default function Placeholder() {
  return <h1>i</h1>;
}
