import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function POST() {
  after(() => track("post"));
  return Response.json({ ok: true });
}
