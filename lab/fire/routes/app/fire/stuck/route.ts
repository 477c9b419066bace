import { afterResponse } from "@/lib/after-response";

/** A task that never lets go of the process: no deadline of our own can end it, only the host's. */
export async function POST(): Promise<Response> {
  await afterResponse("stuck", () => {
    for (;;);
  });
  return Response.json({ ok: true }, { status: 202 });
}
