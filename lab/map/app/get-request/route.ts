import { after, type NextRequest } from "next/server";
import { track } from "@/lab/map/track";

export async function GET(request: NextRequest) {
  const q = request.nextUrl.searchParams.get("q");
  after(() => track("get-request"));
  return Response.json({ q });
}
