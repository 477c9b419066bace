import { after } from "next/server";
import { track } from "@/lab/map/track";

export const runtime = "nodejs";

export default function Page() {
  after(() => track("runtime-nodejs"));
  return <p>view</p>;
}
