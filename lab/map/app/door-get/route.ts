import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export async function GET() {
  await afterResponse("asked", () => track("door-get"));
  return Response.json({ ok: true });
}
