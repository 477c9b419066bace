import { after } from "next/server";
import { track } from "@/lab/map/track";

export const dynamic = "force-dynamic";

export default function Page() {
  after(() => track("force-dynamic"));
  return <p>view</p>;
}
