import { revalidateTag } from "next/cache";

/** Makes what has this tag stale: the next request for it starts a render in the background. */
export async function POST(_: Request, { params }: { params: Promise<{ tag: string }> }) {
  revalidateTag((await params).tag, "max");
  return new Response(null, { status: 204 });
}
