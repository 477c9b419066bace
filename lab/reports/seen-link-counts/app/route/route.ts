import { after, type NextRequest } from "next/server";

export function GET(request: NextRequest) {
  const q = request.nextUrl.searchParams.get("q");
  after(() => console.log("after a GET route handler"));
  return Response.json({ q });
}
