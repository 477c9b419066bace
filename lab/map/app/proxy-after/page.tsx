export default function Page() {
  return <p>static, and its proxy schedules</p>;
}
