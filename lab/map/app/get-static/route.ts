import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function GET() {
  after(() => track("get-static"));
  return Response.json({ ok: true });
}
