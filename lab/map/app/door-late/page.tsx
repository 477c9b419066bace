import { Suspense } from "react";
import { announce, track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export default function Page() {
  const closed = Promise.withResolvers<void>();
  return (
    <>
      <Suspense>
        <Early onClose={closed.resolve} />
      </Suspense>
      <Suspense>
        <Late closed={closed.promise} />
      </Suspense>
    </>
  );
}

async function Early({ onClose }: { onClose: () => void }) {
  await afterResponse("early", () => onClose());
  return <p>early</p>;
}

async function Late({ closed }: { closed: Promise<void> }) {
  // Until the visitor has left, or would have if they did.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))]);
  announce("door-late");
  await afterResponse("late", () => track("door-late"));
  return <p>late</p>;
}
