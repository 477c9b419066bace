"use cache";

import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export default async function Page() {
  await afterResponse("viewed", () => track("cached-door"));
  return <p>view</p>;
}
