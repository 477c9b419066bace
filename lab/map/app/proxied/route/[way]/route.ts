import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function GET(_: Request, { params }: { params: Promise<{ way: string }> }) {
  const { way } = await params;
  after(() => track(`proxied/route/${way}`));
  return Response.json({ way });
}
