export default function Placeholder() {
  return <h1>m</h1>;
}
