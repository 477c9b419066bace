import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export const runtime = "nodejs";

export default function Page() {
  after(() => track("runtime-nodejs"));
  return <p>view</p>;
}
