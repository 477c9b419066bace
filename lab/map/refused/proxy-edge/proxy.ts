import { after, NextResponse } from "next/server";

export const runtime = "edge";

export function proxy() {
  after(() => console.log("after the response"));
  return NextResponse.next();
}
