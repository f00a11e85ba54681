export default function Placeholder() {
  return <h1>n</h1>;
}
