import { after } from "next/server";
import { track } from "@/app/track";

export async function POST() {
  after(() => track("post"));
  return Response.json({ ok: true });
}
