import { afterResponse } from "@/lib/after-response";

/** A task that never ends: only its deadline does. */
export async function POST(): Promise<Response> {
  await afterResponse("endless", () => new Promise<never>(() => undefined));
  return Response.json({ ok: true }, { status: 202 });
}
