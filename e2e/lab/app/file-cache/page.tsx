"use cache";

import { after } from "next/server";
import { track } from "@/app/track";

export default async function Page() {
  after(() => track("file-cache"));
  return <p>cached</p>;
}
