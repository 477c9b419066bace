import { Suspense } from "react";
import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  await afterResponse("viewed", () => track("door-page"));
  return <p>view</p>;
}
