import { headers } from "next/headers";
import { Suspense } from "react";
import { track } from "@/lab/map/track";
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
  if (!reasonNotAView(request)) await afterResponse("viewed", () => track("door-action/page"));
  return <p>view</p>;
}
