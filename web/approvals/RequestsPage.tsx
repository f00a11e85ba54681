export default function Placeholder() {
  return <h1>req</h1>;
}
