import { after } from "next/server";
import { track } from "@/lab/map/track";

/** What earlier requests scheduled has started long before the callback of this one has ended. */
export async function POST(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  after(() => track(`marker/${id}`));
  return new Response(null, { status: 204 });
}
