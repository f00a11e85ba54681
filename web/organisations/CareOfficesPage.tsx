export default function Placeholder() {
  return <h1>o</h1>;
}
