import { headers } from "next/headers";
import { Suspense } from "react";
import { track } from "@/e2e/lab/track";
import { afterResponse } from "@/lib/after-response";
import { reasonNotAView } from "@/lib/analytics/view";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  const request = await headers();
  const notCounted = reasonNotAView(request, { afterAction: false, posthogKey: undefined });
  if (!notCounted) await afterResponse("viewed", () => track("door-view"));
  return <p>view</p>;
}
