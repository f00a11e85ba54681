export default function Placeholder() {
  return <h1>res</h1>;
}
