export default function Placeholder() {
  return <h1>mine</h1>;
}
