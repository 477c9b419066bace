import { headers } from "next/headers";
import { Suspense } from "react";
import { track } from "@/e2e/lab/track";
import { afterResponse } from "@/lib/after-response";
import { reasonNotAView } from "@/lib/analytics/view";
import { save } from "./actions";

export default function Page() {
  return (
    <form action={save}>
      <button>Save</button>
      <Suspense>
        <View />
      </Suspense>
    </form>
  );
}

async function View() {
  const request = await headers();
  const notCounted = reasonNotAView(request, { afterAction: false, posthogKey: undefined });
  if (!notCounted) await afterResponse("viewed", () => track("door-action/page"));
  return <p>view</p>;
}
