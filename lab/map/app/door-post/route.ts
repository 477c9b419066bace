import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export async function POST() {
  await afterResponse("posted", () => track("door-post"));
  return Response.json({ ok: true });
}
