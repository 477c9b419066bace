import { revalidateTag } from "next/cache";

export async function POST(_: Request, { params }: { params: Promise<{ tag: string }> }) {
  revalidateTag((await params).tag, "max");
  return new Response(null, { status: 204 });
}
