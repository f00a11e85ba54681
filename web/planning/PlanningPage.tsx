export default function Placeholder() {
  return <h1>planning</h1>;
}
