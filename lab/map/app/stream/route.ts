import { after, type NextRequest } from "next/server";
import { track } from "@/lab/map/track";

export async function GET(request: NextRequest) {
  const q = request.nextUrl.searchParams.get("q") ?? "nothing";
  after(() => track("stream"));
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(`asked for ${q}`));
      controller.close();
    },
  });
  return new Response(body);
}
