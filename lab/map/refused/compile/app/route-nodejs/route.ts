import { after } from "next/server";
import { track } from "@/lab/map/track";

export const runtime = "nodejs";

export async function POST() {
  after(() => track("route-nodejs"));
  return Response.json({ ok: true });
}
