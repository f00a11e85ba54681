export default function Placeholder() {
  return <h1>cal</h1>;
}
