import Link from "next/link";

export default function Home() {
  return (
    <ul>
      {["cookies", "connection", "route"].map((name) => (
        <li key={name}>
          <Link href={{ pathname: `/${name}` }}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}
