import { after } from "next/server";
import { track } from "@/app/track";

export const dynamic = "force-dynamic";

export default function Page() {
  after(() => track("force-dynamic"));
  return <p>view</p>;
}
