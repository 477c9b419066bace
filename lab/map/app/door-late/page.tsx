import { connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

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
  await afterResponse("early", () => undefined);
  return <p>early</p>;
}

async function Late() {
  await connection();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await afterResponse("late", () => track("door-late"));
  return <p>late</p>;
}
