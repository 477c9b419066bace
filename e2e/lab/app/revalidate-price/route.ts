import { revalidateTag } from "next/cache";

export function POST() {
  revalidateTag("price", "max");
  return new Response(null, { status: 204 });
}
