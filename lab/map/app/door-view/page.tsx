import { headers } from "next/headers";
import { Suspense } from "react";
import { track } from "@/lab/map/track";
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
  if (!reasonNotAView(request)) await afterResponse("viewed", () => track("door-view"));
  return <p>view</p>;
}
