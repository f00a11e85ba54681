export default function Placeholder() {
  return <h1>care</h1>;
}
