import { after } from "next/server";

/** Wrong: a task without a deadline of its own lasts until the platform kills the process. */
export async function POST(): Promise<Response> {
  after(() => {
    console.log("[endless] start");
    return new Promise(() => undefined);
  });
  return Response.json({ ok: true });
}
