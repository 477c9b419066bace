import { setTimeout as delay } from "node:timers/promises";
import { connection } from "next/server";
import { Suspense } from "react";

async function Hole() {
  await connection();
  await delay(1_500);
  return <p>the hole</p>;
}

/** Its shell is there at once, and the rest after a second and a half. */
export default function Streamed() {
  return (
    <main>
      <p>{"more than a proxy's first buffer holds ".repeat(500)}</p>
      <h1>the shell</h1>
      <Suspense fallback={<p>…</p>}>
        <Hole />
      </Suspense>
    </main>
  );
}
