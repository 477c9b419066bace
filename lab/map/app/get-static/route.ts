import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export async function GET() {
  after(() => track("get-static"));
  return Response.json({ ok: true });
}
