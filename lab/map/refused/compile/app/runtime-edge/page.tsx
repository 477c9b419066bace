import { after } from "next/server";
import { track } from "@/lab/map/track";

export const runtime = "edge";

export default function Page() {
  after(() => track("runtime-edge"));
  return <p>view</p>;
}
