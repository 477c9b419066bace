"use cache";

import { after } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page() {
  after(() => track("file-cache"));
  return <p>cached</p>;
}
