export default function Placeholder() {
  return <h1>link</h1>;
}
