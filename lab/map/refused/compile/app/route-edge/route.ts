import { after } from "next/server";
import { track } from "@/lab/map/track";

export const runtime = "edge";

export async function POST() {
  after(() => track("route-edge"));
  return Response.json({ ok: true });
}
