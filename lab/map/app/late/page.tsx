import { after, connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

export default function Page() {
  return (
    <>
      <Suspense>
        <Early />
      </Suspense>
      <Suspense>
        <Late />
      </Suspense>
    </>
  );
}

async function Early() {
  await connection();
  after(() => undefined);
  return <p>early</p>;
}

async function Late() {
  await connection();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await connection();
  after(() => track("late"));
  return <p>late</p>;
}
