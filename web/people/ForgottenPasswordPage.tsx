export default function Placeholder() {
  return <h1>f</h1>;
}
