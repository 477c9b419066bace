import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export async function POST() {
  after(() => track("post"));
  return Response.json({ ok: true });
}
