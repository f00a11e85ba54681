export default function Placeholder() {
  return <h1>booking</h1>;
}
