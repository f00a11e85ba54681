export default function Placeholder() {
  return <h1>r</h1>;
}
