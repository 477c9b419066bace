import { setTimeout } from "node:timers/promises";
import { afterResponse } from "@/lib/after-response";

/** A task that takes five seconds, and is well. */
export async function POST(): Promise<Response> {
  await afterResponse("slow", ({ signal }) => setTimeout(5_000, undefined, { signal }));
  return Response.json({ ok: true }, { status: 202 });
}
