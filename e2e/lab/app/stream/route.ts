import { after, type NextRequest } from "next/server";
import { track } from "@/app/track";

export async function GET(request: NextRequest) {
  const q = request.nextUrl.searchParams.get("q") ?? "nothing";
  after(() => track("stream"));
  return new Response(
    ReadableStream.from([`asked for ${q}`, ", streamed"]).pipeThrough(new TextEncoderStream()),
  );
}
